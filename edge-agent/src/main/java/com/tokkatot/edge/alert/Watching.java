package com.tokkatot.edge.alert;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.json.AlertRuleJson;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.CoopBirds;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a farm's readings are judged by, as it is used.
 *
 * @param places by device
 */
record Watching(List<PlacedRule> rules, Map<UUID, Place> places) {

  private static final Logger LOG = System.getLogger(Watching.class.getName());

  /** Nothing is judged. */
  static final Watching NOTHING = new Watching(List.of(), Map.of());

  /**
   * Where a device stands.
   *
   * @param coop null: in none
   * @param birds null: none are known
   */
  record Place(UUID coop, Birds birds) {}

  /** What cannot be read is left out: one rule must not keep all others from counting. */
  static Watching of(AlertPlan plan) {
    var rules = new ArrayList<PlacedRule>();
    for (var json : plan.rules()) {
      try {
        rules.add(AlertRuleJson.read(json));
      } catch (InvalidRule e) {
        LOG.log(Level.WARNING, "An alert rule does not count: {0}", e.getMessage());
      }
    }
    var places = new HashMap<UUID, Place>();
    for (var coop : plan.coops()) {
      var place = new Place(coop.coopId(), birds(coop));
      coop.devices().forEach(device -> places.put(device, place));
    }
    return new Watching(List.copyOf(rules), Map.copyOf(places));
  }

  private static Birds birds(CoopBirds coop) {
    try {
      return coop.birds() == null ? null : BirdsJson.read(coop.birds());
    } catch (InvalidRule e) {
      LOG.log(Level.WARNING, "Birds nobody knows: {0}", e.getMessage());
      return null;
    }
  }

  /** Those that may count for a device. */
  List<PlacedRule> rulesFor(UUID device, Place place) {
    return rules.stream().filter(rule -> rule.isFor(device, place.coop)).toList();
  }
}
