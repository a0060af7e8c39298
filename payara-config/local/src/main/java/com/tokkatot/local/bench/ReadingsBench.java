package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * How long people wait for the readings of a day, a week, a month and a year of one of 500 sensors,
 * and how many are stored a second, with single readings in PostgreSQL and in InfluxDB.
 */
final class ReadingsBench implements Benchmark {

  // 500 sensors, and people enough for what each may ask in a minute.
  private static final int FARMS = 20;
  private static final int DEVICES = 25;
  private static final int PEOPLE = 12;

  private static final int WARM_UP = 20;
  private static final int ASKED = 100;

  @Override
  public String name() {
    return "readings";
  }

  @Override
  public String what() {
    return "500 sensors in PostgreSQL and in InfluxDB: stored a second; a day, week, month, year over REST";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var figures = new Figures();
    try (var stack = LocalStack.start(run.stack(), run.progress());
        var farms = new PlayedFarms(stack, FARMS, DEVICES, PEOPLE);
        var client = new LoadClient(stack.urls().api());
        var connection = stack.database()) {
      var past = new ReadingsPast(connection, run);
      past.write(sensors(farms));
      past.put(figures);
      stack.awaitIdle();
      new Asking(farms, client, run).measure(figures, "");
      try (var load = new JournalLoad(stack, run)) {
        load.measure(figures, "pg", ">= 10000");
      }
    }
    try (var stack = LocalStack.start(run.stack().withInflux(true), run.progress());
        var farms = new PlayedFarms(stack, FARMS, DEVICES, PEOPLE);
        var client = new LoadClient(stack.urls().api());
        var connection = stack.database()) {
      var store = new InfluxStore(stack);
      var sensors = sensors(farms);
      var rows = store.write(sensors, ReadingsPast.DAYS, run);
      new ReadingsPast(connection, run).writeSums(sensors);
      stack.awaitIdle();
      new Asking(farms, client, run).measure(figures, "influx_");
      figures.put("influx_mb_per_million", (double) store.bytes() / rows);
      try (var load = new JournalLoad(stack, run, store::count)) {
        load.measure(figures, "influx", ">= 10000");
      }
    }
    return figures;
  }

  private static List<String> sensors(PlayedFarms farms) {
    return farms.farms().stream().flatMap(farm -> farm.devices().stream()).toList();
  }

  /** One question after the other, each by another person about another sensor. */
  private static final class Asking {

    private final PlayedFarms farms;
    private final LoadClient client;
    private final Bench.Run run;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private int turn;
    private long limited;
    private long empty;

    Asking(PlayedFarms farms, LoadClient client, Bench.Run run) {
      this.farms = farms;
      this.client = client;
      this.run = run;
    }

    void measure(Figures figures, String prefix) {
      ask(figures, prefix + "q24h_ms", "readings", this::history);
      ask(figures, prefix + "q7d_ms", "data_points", device -> report(device, 6, "1h"));
      ask(figures, prefix + "q30d_ms", "data_points", device -> report(device, 28, "1h"));
      ask(figures, prefix + "q1y_ms", "data_points", device -> report(device, 364, "1d"));
      figures.put(prefix + "limited", limited, "0").put(prefix + "unanswered", empty, "0");
    }

    private void ask(Figures figures, String name, String list, Function<String, String> path) {
      run.say("asking for " + name);
      for (var i = 0; i < WARM_UP; i++) {
        timed(list, path);
      }
      var samples = new Samples();
      for (var i = 0; i < ASKED; i++) {
        samples.add(timed(list, path));
      }
      figures.put(name, samples.percentile(95), "<= 100");
    }

    private double timed(String list, Function<String, String> path) {
      var who = farms.turn(turn++);
      var begin = System.nanoTime();
      var reply =
          client
              .get(who.person().api(), "/farms/" + who.farm().farmId() + path.apply(who.device()))
              .orTimeout(60, TimeUnit.SECONDS)
              .join();
      var millis = (System.nanoTime() - begin) / 1e6;
      if (reply.status() == 429) {
        limited++;
      } else if (reply.status() != 200 || !reply.body().contains("\"" + list + "\":[{")) {
        if (empty++ < 3) {
          run.say("  nothing found: " + reply.status() + " " + reply.body());
        }
      }
      return millis;
    }

    private String history(String device) {
      return "/devices/" + device + "/history?hours=24&metric=temperature&limit=2000";
    }

    private String report(String device, int days, String interval) {
      return "/reports/device-metrics?metric=temperature&device_id=%s&from=%s&to=%s&interval=%s"
          .formatted(device, today.minusDays(days), today, interval);
    }
  }
}
