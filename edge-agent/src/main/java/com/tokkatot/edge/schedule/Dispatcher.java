package com.tokkatot.edge.schedule;

import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.time.ClockGrade;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CoopAir;
import com.tokkatot.wire.ScheduleMessage;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.StatusMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does what the farm's schedules ask for. Whoever keeps time calls {@link #look} when {@link
 * #wakeAt} has come, and at least every second.
 */
public final class Dispatcher {

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** How soon a clock that was not to be believed is asked again. */
  static final Duration CLOCK_LOOK = Duration.ofSeconds(1);

  private static final Duration FAILED_LOOK = Duration.ofMinutes(1);

  private final Journal journal;
  private final InstantSource time;
  private final Supplier<ClockGrade> clock;
  private final Latest latest = new Latest();
  private final Agenda agenda = new Agenda();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final Executions executions;
  private final Orders orders;
  private final Targets targets;
  private final Overrides overrides;
  private final Air air;
  private final Results results;
  private volatile Plans plans = Plans.NONE;
  private volatile Instant wakeAt = Instant.MIN;
  private ClockGrade told = ClockGrade.TRUSTED;

  /**
   * @param clock how far {@code time} can be believed; asked at each look
   */
  public Dispatcher(
      UUID farmId,
      Journal journal,
      Outbox outbox,
      CommandQueue queue,
      Supplier<ClockGrade> clock,
      InstantSource time) {
    this.journal = journal;
    this.time = time;
    this.clock = clock;
    var stored = new StoredSchedules();
    var applied = new Applied();
    var switches = new Switches();
    var storedAir = new StoredAir();
    var claims = new Claims(switches, applied, storedAir);
    executions = new Executions(farmId, outbox);
    orders = new Orders(queue);
    var states = new States(claims, applied, executions, orders);
    targets =
        new Targets(
            stored,
            switches,
            new Edges(stored, claims, applied, executions, orders, latest),
            new Levels(stored, states, executions),
            new Conditions(switches, states, latest, time.instant()));
    air = new Air(storedAir, claims, applied, states, latest);
    overrides = new Overrides(claims, applied, states, latest, air);
    results = new Results(executions, queue);
  }

  /** Reads back what there is; before all else. */
  public void load(Store store) throws SQLException {
    plans = new Plans(targets.stored().read(store));
    overrides.forget(store);
    plan(time.instant());
  }

  /** Takes the farm's schedules and what its air hangs on, in place of all there were. */
  public Runnable take(Store store, List<ScheduleMessage> schedules, List<CoopAir> coops)
      throws SQLException {
    var at = moment(store);
    air.replaced(at, coops);
    var next = new Plans(targets.stored().replace(store, schedules));
    targets.replaced(at, next);
    overrides.replaced(at, next);
    orders.letGo(at);
    return () -> {
      at.whenDurable().run();
      plans = next;
      plan(at.now());
    };
  }

  /** All is looked at once: what is unchanged stays as it is. */
  private void plan(Instant now) {
    agenda.clear();
    for (var planned : plans.all()) {
      for (var target : planned.schedule().targets()) {
        agenda.put(new Agenda.Key(planned.id(), target.deviceId()), now);
      }
    }
    wakeAt = Instant.MIN;
  }

  /** Hears what nodes say. */
  public Runnable heard(Store store, StatusMessage status, byte[] payload) throws SQLException {
    var at = moment(store);
    results.heard(at, status);
    overrides.heard(at, status);
    return woken(at);
  }

  /** Hears of a person's order that was taken. */
  public Runnable ordered(Store store, UUID device, CommandMessage command) throws SQLException {
    var at = moment(store);
    overrides.ordered(at, device, command);
    return woken(at);
  }

  /** Who is to hear of deadly heat in a coop, again and again while it lasts; must not block. */
  public void tellHeat(Consumer<UUID> listener) {
    air.tell(listener);
  }

  /** Whether deadly heat forbids an order, whoever gives it. */
  public boolean forbids(Store store, UUID device, CommandMessage command) throws SQLException {
    return air.forbids(store, device, command);
  }

  /** The devices that a person's order keeps from schedules, and until when. */
  public Map<UUID, Instant> holds(Store store) throws SQLException {
    return Claims.holds(store, time.instant());
  }

  /** Whether {@link #holds} says something else since this was asked last. */
  public boolean holdsChanged() {
    return overrides.isChanged();
  }

  /** Whether what goes by the time of day waits, because nobody knows it. */
  public boolean awaitsClock() {
    return !clock.get().tellsTime();
  }

  /** Hears what sensors read; what waits for that is judged at once. */
  public Runnable sensed(Store store, SensorMessage message) throws SQLException {
    var at = moment(store);
    if (!latest.heard(message, at.now())) {
      return () -> {};
    }
    overrides.sensed(at, message);
    var times = new HashMap<Agenda.Key, Instant>();
    for (var reading : message.readings()) {
      for (var planned : at.plans().by(reading.metric())) {
        for (var target : planned.schedule().targets()) {
          var key = new Agenda.Key(planned.id(), target.deviceId());
          times.put(key, lookAt(at, key));
        }
      }
    }
    orders.letGo(at);
    return () -> looked(at, times, Instant.MIN);
  }

  /** When there is something to do, as far as we know. */
  public Instant wakeAt() {
    return wakeAt;
  }

  /** Does what is due. Returns at once; one look at a time. */
  public void look() {
    if (time.instant().isBefore(wakeAt) || !looking.compareAndSet(false, true)) {
      return;
    }
    journal.submit(
        this::look,
        () -> {
          wakeAt = time.instant().plus(CLOCK_LOOK); // a full card: not a thousand times a second
          looking.set(false);
        });
  }

  private Runnable look(Store store) throws SQLException {
    var at = moment(store);
    var times = new HashMap<Agenda.Key, Instant>();
    overrides.ended(at);
    for (var key : agenda.due(at.now())) {
      times.put(key, lookAt(at, key));
    }
    results.overdue(at);
    orders.letGo(at);
    var ends = overrides.nextEnd(at);
    var overdue = executions.nextOverdue(store);
    return () -> {
      looking.set(false);
      tell(at.clock());
      looked(at, times, ends.isBefore(overdue) ? ends : overdue);
    };
  }

  /** One schedule that fails must not keep all others from their turns. */
  private Instant lookAt(Moment at, Agenda.Key key) throws SQLException {
    try {
      return targets.look(at, key);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Schedule " + key.schedule() + " fails for " + key.device(), e);
      return at.now().plus(FAILED_LOOK);
    }
  }

  private void looked(Moment at, Map<Agenda.Key, Instant> times, Instant other) {
    times.forEach(
        (key, next) -> {
          if (at.plans() == plans) {
            agenda.put(key, next);
          }
        });
    wakeAt = agenda.first().isBefore(other) ? agenda.first() : other;
    at.whenDurable().run();
  }

  private Runnable woken(Moment at) throws SQLException {
    orders.letGo(at);
    return () -> {
      wakeAt = Instant.MIN;
      at.whenDurable().run();
    };
  }

  private void tell(ClockGrade grade) {
    if (grade != told) {
      var level = grade.tellsTime() ? Level.INFO : Level.ERROR;
      LOG.log(level, "The clock is {0}; what goes by the time of day waits for it", grade);
      told = grade;
    }
  }

  private Moment moment(Store store) {
    return new Moment(store, time.instant(), clock.get(), plans);
  }

  /** Forgets what nobody asks for any more. */
  public void prune(Store store) throws SQLException {
    executions.prune(store, time.instant());
  }
}
