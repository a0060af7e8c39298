package com.tokkatot.rules.alert;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which rules count: of those that say the same thing (metric, side, severity) the narrowest, the
 * device's own before the coop's before the farm's before ours. So a farm that moves one limit
 * keeps the others, and a rule that is switched off takes ours away.
 */
public final class Chosen {

  private Chosen() {}

  private record What(String metric, Side side, Severity severity) {}

  /**
   * @param rules all that are made for this device, its coop, its farm and every farm
   * @param age of the birds in days; empty: no birds, or nobody knows
   */
  public static List<AlertRule> of(Collection<AlertRule> rules, OptionalDouble age, Instant now) {
    var narrowest = new LinkedHashMap<What, AlertRule>();
    for (var rule : rules) {
      if (rule.ages().include(age)) {
        narrowest.merge(what(rule), rule, Chosen::narrower);
      }
    }
    return narrowest.values().stream().filter(rule -> rule.counts(now)).toList();
  }

  private static What what(AlertRule rule) {
    return new What(rule.limit().metric(), rule.limit().side(), rule.severity());
  }

  /** Of one scope, the one for an age before the one for all; then the newer. */
  private static AlertRule narrower(AlertRule one, AlertRule other) {
    var byScope = other.scope().compareTo(one.scope());
    if (byScope != 0) {
      return byScope > 0 ? other : one;
    }
    var oneHasAge = one.ages().from() != null;
    var otherHasAge = other.ages().from() != null;
    if (oneHasAge != otherHasAge) {
      return otherHasAge ? other : one;
    }
    return other.id().compareTo(one.id()) > 0 ? other : one;
  }
}
