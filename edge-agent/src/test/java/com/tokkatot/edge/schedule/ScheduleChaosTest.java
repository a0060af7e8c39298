package com.tokkatot.edge.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hub that loses its power 250 times a run, around its schedules' turns: before one, between its
 * record and its order, after it; for a moment or for minutes. Orders are lost and doubled, boards
 * are away and unheard. There is no cloud. What is counted is what the relays did.
 */
class ScheduleChaosTest {

  private static final int CRASHES = 250;
  private static final UUID FEEDER = new UUID(1, 1);
  private static final UUID PUMP = new UUID(1, 2);
  private static final UUID CONVEYOR = new UUID(1, 3);
  private static final UUID FEEDING = new UUID(2, 1);
  private static final UUID PULSES = new UUID(2, 2);
  private static final UUID TURNS = new UUID(2, 3);
  private static final Duration STEP = Duration.ofMillis(500);

  @TempDir Path directory;
  private ScheduleWorld world;
  private Random chance;
  private boolean isBad = true;

  @AfterEach
  void stop() {
    world.stop();
  }

  @ParameterizedTest(name = "run {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void relaysSwitchAsPlannedAndEachTurnHasItsRecord(long seed) {
    chance = new Random(seed);
    world = new ScheduleWorld(directory);
    world.arrivals = this::arrivals;
    world.take(
        world.schedule(FEEDING, 1, feeding()),
        world.schedule(PULSES, 1, pulses()),
        world.schedule(TURNS, 1, turns()));
    var begin = world.now();

    for (var crash = 0; crash < CRASHES; crash++) {
      boards();
      world.pass(Duration.ofSeconds(chance.nextInt(25)));
      crash();
    }
    calm();

    var planned = planned(begin, world.now().minusSeconds(120));
    var records = records();
    for (var device : List.of(FEEDER, PUMP)) {
      check(device, planned.get(device), records.get(device));
    }
    assertThat(records.get(CONVEYOR).keySet()).containsAll(planned.get(CONVEYOR));
    assertThat(world.pending()).isZero();
    inPhase(begin);
  }

  /** Each planned turn has a record; what was executed the relay did, once, and nothing else. */
  private void check(UUID device, Set<Instant> planned, Map<Instant, ExecutionMessage> records) {
    assertThat(records.keySet()).containsAll(planned);
    var ran = new HashSet<UUID>();
    for (var taken : world.board(device).taken) {
      assertThat(ran.add(taken.executionId())).as("once").isTrue();
    }
    var executed = new HashSet<UUID>();
    for (var record : records.values()) {
      if (record.state() == State.EXECUTED) {
        executed.add(record.executionId());
        assertThat(record.actualAt()).isAfterOrEqualTo(record.plannedAt());
      }
    }
    assertThat(ran).isEqualTo(executed);
    assertThat(executed.size()).isGreaterThan(20);
    var board = world.board(device);
    var begun = board.edges.stream().filter(edge -> edge.value() > 0).count();
    assertThat(begun + board.begunAgain).as("relay edges").isEqualTo(executed.size());
    assertThat(board.begunAgain).isLessThan(5);
    assertThat(records.values())
        .filteredOn(record -> record.state() == State.SKIPPED)
        .allSatisfy(record -> assertThat(record.error()).isEqualTo(Reason.MISFIRE));
  }

  /** When all is well again, the cycle goes on as if nothing had been. */
  private void inPhase(Instant begin) {
    for (var look = 0; look < 30; look++) {
      world.pass(Duration.ofSeconds(2));
      var phase = Duration.between(begin, world.now()).toMillis() % 60_000;
      assertThat(world.board(CONVEYOR).value()).isEqualTo(phase < 20_000 ? 100 : 0);
    }
  }

  private int arrivals() {
    var dice = isBad ? chance.nextInt(20) : 5;
    return dice == 0 ? 0 : dice == 1 ? 2 : 1;
  }

  private void boards() {
    for (var device : List.of(FEEDER, PUMP, CONVEYOR)) {
      world.board(device).isAway = chance.nextInt(10) == 0;
      world.board(device).isDeaf = chance.nextInt(10) == 0;
    }
  }

  private void crash() {
    world.dead = chance.nextBoolean(); // what is written down from here on does not leave
    world.pass(STEP.multipliedBy(chance.nextInt(4)), STEP);
    world.stop();
    var isLong = chance.nextInt(20) == 0;
    world.time.advance(STEP.multipliedBy(isLong ? chance.nextInt(600) : chance.nextInt(10)));
    world.restart();
    world.look();
  }

  private void calm() {
    isBad = false;
    for (var board : world.boards.values()) {
      board.isAway = false;
      board.isDeaf = false;
    }
    world.pass(Duration.ofSeconds(60), STEP);
    world.pass(Duration.ofSeconds(180));
  }

  private static Map<UUID, Set<Instant>> planned(Instant begin, Instant end) {
    var planned = new HashMap<UUID, Set<Instant>>();
    for (var at = begin.plusSeconds(60); at.isBefore(end); at = at.plusSeconds(60)) {
      planned.computeIfAbsent(FEEDER, id -> new HashSet<>()).add(at);
      planned.computeIfAbsent(CONVEYOR, id -> new HashSet<>()).add(at);
      if (at.getEpochSecond() % 120 == 0) {
        planned.computeIfAbsent(PUMP, id -> new HashSet<>()).add(at.plusSeconds(7));
      }
    }
    return planned;
  }

  /** What holds of each turn: what was told last. */
  private Map<UUID, Map<Instant, ExecutionMessage>> records() {
    var records = new HashMap<UUID, Map<Instant, ExecutionMessage>>();
    var ids = new ArrayList<UUID>();
    for (var told : world.executions()) {
      var before =
          records
              .computeIfAbsent(told.deviceId(), id -> new HashMap<>())
              .put(told.plannedAt(), told);
      assertThat(before == null || before.executionId().equals(told.executionId())).isTrue();
      assertThat(told.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
      ids.add(told.executionId());
    }
    assertThat(ids).isNotEmpty();
    return records;
  }

  private static String feeding() {
    return "{'schedule_type':'time_based','cron_expression':'* * * * *','action':'on','action_duration':5,"
        + "'devices':[{'device_id':'%s'}]}".formatted(FEEDER);
  }

  private static String pulses() {
    return "{'schedule_type':'time_based','cron_expression':'*/2 * * * *','action':'on','action_duration':9,"
        + "'devices':[{'device_id':'%s','offset':7}]}".formatted(PUMP);
  }

  private static String turns() {
    return "{'schedule_type':'duration_based','on_duration':20,'off_duration':40,'anchor':'2026-03-01T06:00:00Z',"
        + "'action':'on','devices':[{'device_id':'%s'}]}".formatted(CONVEYOR);
  }
}
