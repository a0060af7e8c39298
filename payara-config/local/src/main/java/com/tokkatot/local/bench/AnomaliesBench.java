package com.tokkatot.local.bench;

import com.tokkatot.local.bench.FaultyCoops.Fault;
import com.tokkatot.local.bench.FaultyCoops.Sensor;
import com.tokkatot.rules.analysis.Anomalies;
import com.tokkatot.rules.analysis.Anomaly;
import com.tokkatot.rules.analysis.Anomaly.Kind;
import com.tokkatot.rules.analysis.Hour;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/** How many planted faults of sensors are found, and how often one is found that is none. */
final class AnomaliesBench implements Benchmark {

  private static final int COOPS = 200;
  private static final long SEED = 20_260_301;

  private final EnumMap<Kind, Integer> planted = new EnumMap<>(Kind.class);
  private final EnumMap<Kind, Integer> found = new EnumMap<>(Kind.class);
  private int untrue;

  @Override
  public String name() {
    return "anomalies";
  }

  @Override
  public String what() {
    return "recall and false alarms on 600 sensor-months with planted faults";
  }

  @Override
  public Figures measure(Bench.Run run) {
    var coops = new FaultyCoops(SEED);
    var took = new Samples();
    for (var i = 0; i < COOPS; i++) {
      var coop = coops.next();
      for (var sensor : coop) {
        var begin = System.nanoTime();
        var anomalies = Anomalies.of("temperature", sensor.hours(), others(coop, sensor));
        took.add((System.nanoTime() - begin) / 1e6);
        count(sensor.fault(), anomalies);
      }
    }
    var figures = new Figures();
    figures.share("recall", share(), ">= 0.9");
    for (var kind : Kind.values()) {
      figures.share(
          "recall_" + kind.name().toLowerCase(Locale.ROOT),
          (double) found.getOrDefault(kind, 0) / planted.getOrDefault(kind, 0),
          "");
    }
    var months = COOPS * FaultyCoops.SENSORS;
    return figures
        .share("false_per_sensor_month", (double) untrue / months, "<= 1")
        .put("false_alarms", untrue)
        .put("planted", planted.values().stream().mapToInt(Integer::intValue).sum())
        .put("p95_ms_a_sensor_month", took.percentile(95));
  }

  private double share() {
    return found.values().stream().mapToDouble(Integer::doubleValue).sum()
        / planted.values().stream().mapToDouble(Integer::doubleValue).sum();
  }

  private void count(Fault fault, List<Anomaly> anomalies) {
    if (fault != null) {
      planted.merge(fault.kind(), 1, Integer::sum);
    }
    var isFound = false;
    for (var anomaly : anomalies) {
      if (fault != null && meet(anomaly, fault)) {
        isFound |= anomaly.kind() == fault.kind();
      } else {
        untrue++;
      }
    }
    if (isFound) {
      found.merge(fault.kind(), 1, Integer::sum);
    }
  }

  /** A drift lasts a month and meets everything, so it is only ever itself. */
  private static boolean meet(Anomaly anomaly, Fault fault) {
    return anomaly.from().isBefore(fault.to())
        && fault.from().isBefore(anomaly.to())
        && (anomaly.kind() == Kind.DRIFT) == (fault.kind() == Kind.DRIFT);
  }

  private static List<List<Hour>> others(List<Sensor> coop, Sensor sensor) {
    var others = new ArrayList<List<Hour>>();
    coop.stream().filter(other -> other != sensor).forEach(other -> others.add(other.hours()));
    return others;
  }
}
