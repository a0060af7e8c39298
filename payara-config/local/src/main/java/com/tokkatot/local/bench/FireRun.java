package com.tokkatot.local.bench;

import com.tokkatot.local.Await;
import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import com.tokkatot.local.bench.FireVerdict.Planned;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A farm where a light flashes every two seconds, each light once a minute, by one schedule with
 * offsets: over a line of five seconds each way, without a cloud, and while the hub is killed
 * around fires.
 */
final class FireRun {

  /** Lights, of two boards beside the demo's; each has its turn so much after the one before. */
  private static final int LIGHTS = 30;

  private static final int APART_S = 2;
  private static final int NODES = 2;

  /** Each way. */
  private static final Duration LATENCY = Duration.ofSeconds(5);

  private static final Duration HEALTHY = Duration.ofMinutes(2);
  private static final Duration RECORDED = Duration.ofMinutes(3);

  /** What came of it: over a slow line, without a cloud, and under kills. */
  record Outcome(FireVerdict slow, FireVerdict cut, FireVerdict killed, int kills) {}

  private final long seed;
  private final int kills;
  private final Duration calm;
  private final Bench.Run run;
  private final Random random;

  /**
   * @param kills how often the hub is killed
   * @param calm how long each of the two other parts takes
   */
  FireRun(long seed, int kills, Duration calm, Bench.Run run) {
    this.seed = seed;
    this.kills = kills;
    this.calm = calm;
    this.run = run;
    this.random = new Random(seed);
  }

  Outcome go(StackOptions options) throws Exception {
    run.say("seed " + seed + ", " + kills + " kills");
    try (var uplink = new FaultyUplink(options.ports().cloudMqtt(), seed);
        var stack =
            LocalStack.start(options.withExtraNodes(NODES).withLines(uplink), run.progress())) {
      return new Farm(stack, uplink).go();
    }
  }

  private final class Farm {

    private final LocalStack stack;
    private final FaultyUplink uplink;
    private final FarmPlan farm;
    private final FarmSchedules schedules;
    private final List<String> lights;

    Farm(LocalStack stack, FaultyUplink uplink) {
      this.stack = stack;
      this.uplink = uplink;
      this.farm = stack.farms().get(0);
      this.schedules = new FarmSchedules(stack);
      this.lights =
          farm.nodes().subList(2, 2 + NODES).stream()
              .flatMap(node -> node.devices().stream())
              .map(FarmPlan.DevicePlan::deviceId)
              .limit(LIGHTS)
              .toList();
    }

    Outcome go() throws Exception {
      schedules.make(flashing());
      schedules.awaitAtHub(1);
      // Turns that were planned when hub and schedule were both there.
      var begin = Instant.now().plusSeconds(2);
      uplink.line().delay(LATENCY);
      run.say("five seconds each way between hub and cloud");
      HubSchedules.until(begin.plus(calm));
      run.say("no cloud");
      var cut = Instant.now();
      uplink.line().cut();
      HubSchedules.until(cut.plus(calm));
      var killing = Instant.now();
      uplink.faults().begin();
      for (var i = 0; i < kills; i++) {
        kill();
      }
      var end = Instant.now();
      uplink.faults().end();
      uplink.line().delay(Duration.ZERO);
      uplink.line().mend();
      run.say("accidents: " + uplink.faults().counts());
      HubSchedules.until(end.plusSeconds(2L + APART_S));
      awaitRecords(begin, end);
      return new Outcome(
          verdict("slow", begin, cut),
          verdict("cut", cut, killing),
          verdict("killed", killing, end),
          kills);
    }

    private String flashing() {
      var targets =
          IntStream.range(0, lights.size())
              .mapToObj(
                  i -> "{\"device_id\":\"%s\",\"offset\":%d}".formatted(lights.get(i), i * APART_S))
              .collect(Collectors.joining(","));
      return ("{\"name\":\"Flash\",\"schedule_type\":\"time_based\",\"cron_expression\":\"* * * * *\","
              + "\"action\":\"on\",\"action_duration\":1,\"misfire_grace\":600,\"devices\":[%s]}")
          .formatted(targets);
    }

    /** Around a fire: up to 300 ms before it or after; the line is in another state each time. */
    private void kill() throws IOException {
      switch (random.nextInt(3)) {
        case 0 -> uplink.line().cut();
        case 1 -> uplink.line().delay(Duration.ofMillis(random.nextInt(5_000)));
        default -> uplink.line().mend();
      }
      var next = Instant.now().plusSeconds(APART_S + random.nextInt(3)).getEpochSecond();
      var fire = Instant.ofEpochSecond(next - next % APART_S + APART_S);
      HubSchedules.until(fire.plusMillis(random.nextInt(600) - 300));
      stack.kill(farm.hubProcess());
      if (!stack.awaitHealthy(farm.hubProcess(), HEALTHY)) {
        throw new IllegalStateException("the hub did not come back");
      }
    }

    private void awaitRecords(Instant from, Instant to) {
      Await.until(
          RECORDED,
          () -> {
            try {
              var turns = schedules.turns(from, to).values();
              return !turns.isEmpty()
                  && turns.stream().noneMatch(turn -> turn.state().equals("pending"));
            } catch (SQLException e) {
              return false;
            }
          });
    }

    private FireVerdict verdict(String what, Instant from, Instant to)
        throws SQLException, IOException {
      var verdict =
          FireVerdict.of(stack, farm, planned(from, to), new Turns(from, to).read(schedules));
      run.say("  " + what + ": " + verdict);
      return verdict;
    }

    /** By hand, not by our own engine: each light once a minute. */
    private List<Planned> planned(Instant from, Instant to) {
      var all = new ArrayList<Planned>();
      var minute = from.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60);
      for (; minute.isBefore(to); minute = minute.plusSeconds(60)) {
        for (var i = 0; i < lights.size(); i++) {
          var at = minute.plusSeconds((long) i * APART_S);
          if (!at.isBefore(from) && at.isBefore(to)) {
            all.add(new Planned(lights.get(i), at));
          }
        }
      }
      return all;
    }
  }

  private record Turns(Instant from, Instant to) {

    Map<String, FarmSchedules.Turn> read(FarmSchedules schedules) throws SQLException {
      return schedules.turns(from, to.minusMillis(1));
    }
  }
}
