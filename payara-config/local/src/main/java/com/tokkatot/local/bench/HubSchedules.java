package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The real hub with twenty schedules a device, two of which take turns each minute: how much later
 * than planned the relays move, when all devices are due in one second.
 */
final class HubSchedules {

  /** A hub has one device, then ten, then a hundred. */
  private static final int[] DEVICES = {1, 10, 100};

  /** As a board carries. */
  private static final int DEVICES_A_NODE = 5;

  /** Boards with so many lights each, beside the demo's. */
  static final int NODES = 20;

  private static final int SCHEDULES = 20;

  /** At first an output may be where it is to go; and a hub has seen a minute before. */
  private static final int WARM_UP = 2;

  private static final Duration AHEAD = Duration.ofSeconds(15);
  private static final Duration SETTLED = Duration.ofSeconds(20);

  private final LocalStack stack;
  private final FarmPlan farm;
  private final FarmSchedules schedules;
  private final Bench.Run run;
  private long lost;
  private long doubled;

  HubSchedules(LocalStack stack, Bench.Run run) {
    this.stack = stack;
    this.farm = stack.farms().get(0);
    this.schedules = new FarmSchedules(stack);
    this.run = run;
  }

  /**
   * @param rounds minutes that are measured at each size
   */
  void measure(Figures figures, int rounds) throws SQLException, IOException {
    var lights = lights();
    var touched = makeAll(lights.get(0));
    var done = 1;
    for (var devices : DEVICES) {
      schedules.copy(lights.get(0), lights.subList(done, devices));
      done = devices;
      schedules.touch(touched, 1 + (int) Math.log10(devices));
      schedules.awaitAtHub(devices * SCHEDULES);
      run.say(devices * SCHEDULES + " schedules at the hub; warming up for two minutes");
      var samples = round(devices, rounds);
      if (devices == DEVICES[DEVICES.length - 1]) {
        figures
            .put("schedules", (double) devices * SCHEDULES, "2000")
            .put("due_in_one_second", devices, "100")
            .put("p50_ms", samples.percentile(50))
            .put("p99_ms", samples.percentile(99), "<= 50")
            .put("max_ms", samples.percentile(100), "<= 1000");
      } else {
        figures.put("p99_ms_of_" + devices, samples.percentile(99), "<= 50");
      }
    }
    figures.put("lost", lost, "0").put("doubled", doubled, "0");
  }

  private List<String> lights() {
    var lights = new ArrayList<String>();
    for (var i = 0; i < DEVICES_A_NODE; i++) {
      for (var node : farm.nodes().subList(2, 2 + NODES)) {
        lights.add(node.devices().get(i).deviceId());
      }
    }
    return lights;
  }

  /** What one device has; returns one that may be changed without harm. */
  private String makeAll(String light) {
    make(light, "\"cron_expression\":\"*/2 * * * *\",\"action\":\"on\"");
    make(light, "\"cron_expression\":\"1-59/2 * * * *\",\"action\":\"off\"");
    // In twelve hours at the earliest, so that nothing of it happens meanwhile.
    var later = Instant.now().atOffset(ZoneOffset.ofHours(7)).plusHours(12);
    for (var i = 0; i < 4; i++) {
      var window = "\"start_time\":\"%02d:%02d\",\"end_time\":\"%02d:%02d\",\"action\":\"on\"";
      make(light, window.formatted(later.getHour(), i * 10, later.getHour(), i * 10 + 5));
    }
    var last = "";
    for (var i = 6; i < SCHEDULES; i++) {
      var cron = "\"cron_expression\":\"%d %d * * mon-sun\",\"action\":\"%s\"";
      last = make(light, cron.formatted(i * 2, later.getHour(), i % 2 == 0 ? "on" : "off"));
    }
    return last;
  }

  private String make(String light, String what) {
    var body = "{\"name\":\"Bench\",\"schedule_type\":\"time_based\",\"device_id\":\"%s\",%s}";
    return schedules.make(body.formatted(light, what));
  }

  private Samples round(int devices, int rounds) throws SQLException, IOException {
    var first = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    var from = first.plus(WARM_UP, ChronoUnit.MINUTES);
    var to = from.plus(rounds - 1L, ChronoUnit.MINUTES);
    until(to.plus(SETTLED));
    var turns = schedules.turns(from, to);
    var relays = RelayLogs.of(stack, farm);
    var samples = new Samples();
    for (var turn : turns.values()) {
      var at = relays.times().get(turn.id());
      if (at != null) {
        samples.add(Math.abs(at - turn.planned().toEpochMilli()));
      }
    }
    lost += (long) devices * rounds - samples.count();
    doubled += relays.doubled(turns.keySet());
    run.say(
        "  %d devices: p50 %.0f, p99 %.0f, max %.0f ms"
            .formatted(
                devices, samples.percentile(50), samples.percentile(99), samples.percentile(100)));
    return samples;
  }

  static void until(Instant then) {
    for (var left = left(then); left > 0; left = left(then)) {
      LockSupport.parkNanos(left);
    }
  }

  private static long left(Instant then) {
    return Duration.between(Instant.now(), then).toNanos();
  }
}
