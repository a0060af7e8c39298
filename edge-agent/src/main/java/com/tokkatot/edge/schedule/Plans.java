package com.tokkatot.edge.schedule;

import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The schedules that are enabled, found by what one asks for. Immutable. */
final class Plans {

  static final Plans NONE = new Plans(Map.of());

  private final Map<UUID, Planned> all;
  private final Map<UUID, List<Planned>> byDevice = new HashMap<>();
  private final Map<String, List<Planned>> byMetric = new HashMap<>();

  /**
   * @param all by id, those that rest too
   */
  Plans(Map<UUID, Planned> all) {
    this.all = Map.copyOf(all);
    for (var planned : all.values()) {
      if (planned.enabled()) {
        index(planned);
      }
    }
  }

  private void index(Planned planned) {
    for (var target : planned.schedule().targets()) {
      byDevice.computeIfAbsent(target.deviceId(), id -> new ArrayList<>()).add(planned);
    }
    if (planned.plan() instanceof OnCondition plan) {
      plan.condition().leaves().stream()
          .map(Leaf::metric)
          .distinct()
          .forEach(
              metric -> byMetric.computeIfAbsent(metric, one -> new ArrayList<>()).add(planned));
    }
  }

  /** Null if there is none; it may rest. */
  Planned get(UUID id) {
    return all.get(id);
  }

  /** Null if there is none, it rests, or has no such target. */
  Target target(Agenda.Key key) {
    var planned = all.get(key.schedule());
    return planned == null || !planned.enabled() ? null : planned.target(key.device()).orElse(null);
  }

  List<Planned> of(UUID device) {
    return byDevice.getOrDefault(device, List.of());
  }

  /** Whether something holds states of this device, so that it has a rest to go to. */
  boolean holdStatesOf(UUID device) {
    return of(device).stream().anyMatch(planned -> !planned.isEdge());
  }

  /** What waits for readings of this metric. */
  List<Planned> by(String metric) {
    return byMetric.getOrDefault(metric, List.of());
  }

  Iterable<Planned> all() {
    return all.values();
  }
}
