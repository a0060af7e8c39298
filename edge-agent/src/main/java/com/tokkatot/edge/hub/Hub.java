package com.tokkatot.edge.hub;

import com.tokkatot.edge.alert.Judge;
import com.tokkatot.edge.cloud.CloudLink;
import com.tokkatot.edge.cloud.Digest;
import com.tokkatot.edge.cloud.Uplink;
import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.edge.field.FieldLink;
import com.tokkatot.edge.firmware.FirmwareRelay;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.edge.presence.PresenceKeeper;
import com.tokkatot.edge.reading.ReadingRelay;
import com.tokkatot.edge.rest.CloudRest;
import com.tokkatot.edge.schedule.ClockWatch;
import com.tokkatot.edge.schedule.Dispatcher;
import com.tokkatot.edge.schedule.DispatcherLoop;
import com.tokkatot.edge.snapshot.Snapshots;
import com.tokkatot.edge.status.StatusRelay;
import com.tokkatot.edge.status.Twins;
import com.tokkatot.edge.stop.StopKeeper;
import com.tokkatot.edge.upload.JournalUpload;
import com.tokkatot.edge.upload.Thinning;
import com.tokkatot.edge.upload.UploadClock;
import com.tokkatot.rules.time.ClockGrade;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** All rooms of one hub, wired by hand: a dozen objects need no framework to find each other. */
final class Hub implements AutoCloseable {

  private final HubSettings settings;
  private final String version;
  private final Journal journal;
  private final Outbox outbox = new Outbox();
  private final CloudLink cloud;
  private final FieldLink field;
  private final FirmwareRelay firmware;
  private final List<ScheduledFuture<?>> upkeep = new ArrayList<>();
  private final DispatcherLoop schedules;

  private Hub(
      HubSettings settings,
      String version,
      Journal journal,
      ThreadFactory threads,
      ScheduledExecutorService timer,
      InstantSource time)
      throws IOException, GeneralSecurityException {
    this.settings = settings;
    this.version = version;
    this.journal = journal;
    var parked = new Parked(time);
    var twins = new Twins();
    var presence = new Presence();
    var digest =
        new Digest(
            settings.farmId(),
            settings.hubId(),
            nextBoot(),
            version,
            presence,
            outbox::backlog,
            time);
    cloud =
        new CloudLink(
            settings.farmId(),
            settings.hubId(),
            settings.cloud(),
            journal,
            parked,
            digest,
            timer,
            time);
    var commands = new AtomicReference<CommandQueue>();
    var snapshots = new AtomicReference<Snapshots>();
    var stops = new AtomicReference<StopKeeper>();
    field =
        new FieldLink(
            settings.farmId(),
            settings.hubId(),
            settings.field(),
            journal,
            parked,
            () -> {
              stops.get().tellNodes();
              commands.get().forwardAll();
              snapshots.get().publishAll();
              forwardFirmware();
            },
            timer,
            time);
    var queue =
        new CommandQueue(
            settings.farmId(), journal, outbox, twins, parked, field, presence::besides, time);
    commands.set(queue);
    var rest =
        settings.cloudUrl() == null
            ? null
            : new CloudRest(settings.cloudUrl(), settings.hubId(), settings.cloud(), time);
    var upload = JournalUpload.over(rest, journal, outbox, timer, time);
    var stopKeeper =
        new StopKeeper(
            settings.farmId(), journal, parked, time, field::tell, cloud::tell, queue::stopped);
    stops.set(stopKeeper);
    var wishes =
        Snapshots.from(rest, settings.farmId(), journal, field.sender(), stopKeeper::coops, timer);
    snapshots.set(wishes);
    firmware = firmware(rest, parked, timer, time);
    var keeper =
        new PresenceKeeper(
            presence,
            journal,
            parked,
            time,
            cloud::sendDigest,
            () -> {
              stopKeeper.tellNodes();
              queue.forwardAll();
              forwardFirmware();
            },
            stopKeeper::button);
    var dispatcher = new Dispatcher(settings.farmId(), journal, outbox, queue, clock(time), time);
    queue.tell(dispatcher::ordered);
    queue.guardBy(dispatcher::forbids);
    dispatcher.tellHeat(stopKeeper::freeFans);
    wishes.give(dispatcher::take);
    var judge = new Judge(settings.farmId(), outbox, time);
    wishes.giveRules(judge::take);
    journal.afterCommit(new Uplink(journal, outbox, cloud, time, rest != null));
    journal.await(
        store -> {
          keeper.load(store);
          stopKeeper.load(store);
          wishes.load(store);
          dispatcher.load(store);
          judge.load(store);
          outbox.count(store);
          return Step.NOTHING;
        });
    every(timer, 1, queue::tick);
    every(timer, 1, stopKeeper::tick);
    every(timer, 5, keeper::sweep);
    every(timer, 30, stopKeeper::tellAll);
    Runnable look = () -> look(digest, twins, upload, dispatcher);
    every(timer, 10, look);
    every(
        timer,
        1,
        () -> {
          if (dispatcher.holdsChanged()) {
            look.run();
          }
        });
    every(
        timer,
        60,
        new UploadClock(time, () -> wishes.settings().uploadMinutes(), upload::upload)::look);
    every(timer, 60, Thinning.in(settings.data(), journal, outbox)::look);
    every(timer, 3600, wishes::fetch);
    every(timer, 600, () -> prune(queue, dispatcher, time));
    field.open(
        new FieldLink.Rooms(
            new StatusRelay(journal, outbox, twins, parked, heardBy(queue, dispatcher), time),
            new ReadingRelay(
                journal,
                outbox,
                parked,
                time,
                ReadingRelay.gated(
                    cloud::tell, () -> rest != null && wishes.settings().liveReadings()),
                sensedBy(dispatcher, judge)),
            keeper,
            firmware));
    cloud.open(new CloudLink.Rooms(queue, stopKeeper, wishes, upload, look, firmware));
    schedules = DispatcherLoop.start(dispatcher, threads, time);
  }

  private static StatusRelay.Listener heardBy(CommandQueue queue, Dispatcher dispatcher) {
    return (store, status, payload) -> {
      var answered = queue.heard(store, status, payload);
      var ended = dispatcher.heard(store, status, payload);
      return () -> {
        answered.run();
        ended.run();
      };
    };
  }

  private static ReadingRelay.Listener sensedBy(Dispatcher dispatcher, Judge judge) {
    return (store, message) -> {
      var looked = dispatcher.sensed(store, message);
      judge.sensed(store, message);
      return looked;
    };
  }

  /** A clock that goes behind what was written down already is wrong. */
  private Supplier<ClockGrade> clock(InstantSource time) throws IOException {
    if (settings.clock() == HubSettings.Clock.SYSTEM) {
      return () -> ClockGrade.TRUSTED;
    }
    var newest = journal.ask(store -> store.number("select max(at) from event"));
    return ClockWatch.ofLinux(time, Instant.ofEpochMilli(newest));
  }

  private FirmwareRelay firmware(
      CloudRest rest, Parked parked, ScheduledExecutorService timer, InstantSource time)
      throws IOException, GeneralSecurityException {
    if (settings.firmware() == null || rest == null) {
      return null;
    }
    var relay =
        FirmwareRelay.open(
            settings.firmware(),
            settings.farmId(),
            settings.data().resolve("firmware"),
            rest::file,
            journal,
            parked,
            field.sender(),
            cloud,
            timer,
            time);
    every(timer, 60, relay::fetchAll);
    every(timer, 60, relay::forwardAll);
    every(timer, 3600, relay::prune);
    return relay;
  }

  private void forwardFirmware() {
    if (firmware != null) {
      firmware.forwardAll();
    }
  }

  /**
   * Opens the journal, sets both lines up and returns without waiting for them.
   *
   * @throws IOException if the journal or a certificate store cannot be used
   * @throws GeneralSecurityException if a certificate store cannot be opened with its password
   */
  static Hub started(
      HubSettings settings,
      String version,
      ThreadFactory threads,
      ScheduledExecutorService timer,
      InstantSource time)
      throws IOException, GeneralSecurityException {
    var journal = Journal.open(settings.data(), threads, time);
    try {
      return new Hub(settings, version, journal, threads, timer, time);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** How the hub is, for people and for the phone on the farm's network. */
  HubView view() {
    return new HubView(
        settings.hubId(),
        settings.farmId(),
        cloud.connected(),
        field.connected(),
        outbox.backlog(),
        version);
  }

  @Override
  public void close() {
    schedules.close();
    upkeep.forEach(task -> task.cancel(false));
    if (firmware != null) {
      firmware.close();
    }
    field.close();
    cloud.close();
    journal.close();
  }

  private void look(Digest digest, Twins twins, JournalUpload upload, Dispatcher dispatcher) {
    journal.submit(
        store -> {
          outbox.count(store);
          var mark = upload.mark(store);
          var devices = twins.all(store);
          var holds = dispatcher.holds(store);
          return () -> {
            digest.seen(mark, devices, holds);
            digest.clockUnknown(dispatcher.awaitsClock());
            cloud.sendDigest();
          };
        },
        Step.NOTHING);
  }

  private void prune(CommandQueue queue, Dispatcher dispatcher, InstantSource time) {
    journal.later(
        store -> {
          queue.prune(store);
          dispatcher.prune(store);
          outbox.prune(store, time.instant());
          return Step.NOTHING;
        });
  }

  private void every(ScheduledExecutorService timer, int seconds, Runnable task) {
    upkeep.add(timer.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS));
  }

  private long nextBoot() throws IOException {
    var boot = new AtomicLong();
    journal.await(
        store -> {
          store.run(
              "insert into meta (name, value) values ('hub_boot', 1)"
                  + " on conflict (name) do update set value = value + 1");
          boot.set(store.number("select value from meta where name = 'hub_boot'"));
          return Step.NOTHING;
        });
    return boot.get();
  }
}
