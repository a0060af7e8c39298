package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.chaos.SlowLines;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A farm that was cut off for 72 hours comes back over a thin line: its real hub hands over what it
 * has kept, events first.
 */
final class SyncBench implements Benchmark {

  private static final long BITS_PER_SECOND = 1_000_000;

  /** Each way: a round trip takes 200 ms. */
  private static final Duration DELAY = Duration.ofMillis(100);

  private static final int DEVICES = 50;
  private static final Duration HEALTHY = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(50);

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public String what() {
    return "72 hours of 50 devices over 1 Mbit/s and 200 ms, from the real hub";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var options = run.stack();
    try (var lines = new SlowLines(options.ports().cloudMqtt(), BITS_PER_SECOND, DELAY);
        var stack = LocalStack.start(options.withLines(lines), run.progress())) {
      stack.awaitIdle();
      return measure(stack, lines, run);
    }
  }

  private static Figures measure(LocalStack stack, SlowLines lines, Bench.Run run)
      throws Exception {
    var farm = stack.farms().get(0);
    awaitEpoch(stack, farm);
    List<String> sensors;
    List<String> lights;
    try (var connection = stack.database()) {
      sensors = ManyFarms.devices(connection, farm.farmId(), DEVICES, "dht22", "sensor");
      lights = ManyFarms.devices(connection, farm.farmId(), DEVICES, "light", "relay");
    }
    var backlog = new SyncBacklog(farm.farmId(), sensors, lights, Instant.now());
    run.say("the line is cut; the hub keeps %,d messages".formatted(backlog.messages()));
    lines.cut();
    stack.stop(farm.hubProcess());
    var last = backlog.write(stack.hubState());
    stack.start(farm.hubProcess());
    if (!stack.awaitHealthy(farm.hubProcess(), HEALTHY)) {
      throw new IllegalStateException("the hub did not come back");
    }
    var seen = new SyncSeen(stack, farm, sensors, lights);
    var before = lines.bytesUp();
    run.say("the line is mended");
    var begin = System.nanoTime();
    lines.mend();
    var state = await(begin, seen::statesAreRight);
    run.say("states are right after %.1f s".formatted(state));
    var all = await(begin, () -> seen.readingsStoredTo() >= last);
    var bytes = lines.bytesUp() - before;
    var readings = backlog.messages() * PlayedSensors.METRICS;
    var cycles = (long) DEVICES * (SyncBacklog.STATUSES_EACH / 2 + 1);
    return new Figures()
        .put("state_s", state, "<= 5")
        .put("all_s", all, "<= 30")
        .put("readings", readings)
        .put("bytes", bytes)
        .put("lost", readings - seen.storedReadings() + cycles - seen.cycles(), "0")
        // Those that were worked on, not rows under a unique key.
        .put("doubled", seen.repeats(), "0");
  }

  private static void awaitEpoch(LocalStack stack, FarmPlan farm) throws Exception {
    await(
        System.nanoTime(),
        () ->
            SyncSeen.number(
                    stack, "select count(*) from hub_epoch where hub_id = ?::uuid", farm.hubId())
                > 0);
  }

  private interface Look {
    boolean isSo() throws SQLException;
  }

  /** Seconds since then until it is so. */
  private static double await(long since, Look look) throws SQLException {
    while (!look.isSo()) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new IllegalStateException("it is not over after " + PATIENCE.toSeconds() + " s");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return (System.nanoTime() - since) / 1e9;
  }
}
