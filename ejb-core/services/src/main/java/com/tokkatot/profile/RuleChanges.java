package com.tokkatot.profile;

import com.tokkatot.alert.AlertRuleDraft;
import com.tokkatot.alert.AlertRuleView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which rules have to come and go, so that a farm has those of a kind. What people made or changed
 * themselves stays, and counts instead.
 *
 * @param removed of the farm's kind until now
 * @param kept people's own that say what rules of the kind would
 */
record RuleChanges(
    List<AlertRuleDraft> added, List<AlertRuleView> removed, List<AlertRuleView> kept) {

  /**
   * @param rules all that count on the farm
   * @param ofProfile which of them it has by its kind
   */
  static RuleChanges between(
      List<AlertRuleView> rules, Set<UUID> ofProfile, List<AlertRuleDraft> wanted) {
    var farms = rules.stream().filter(rule -> rule.scope().equals("farm")).toList();
    var own = farms.stream().filter(rule -> !ofProfile.contains(rule.id())).toList();
    var added = new ArrayList<AlertRuleDraft>();
    for (var draft : wanted) {
      if (own.stream().noneMatch(rule -> saysTheSame(rule.draft(), draft))) {
        added.add(draft);
      }
    }
    var removed = new ArrayList<AlertRuleView>();
    for (var rule : farms) {
      if (ofProfile.contains(rule.id()) && !added.remove(rule.draft())) {
        removed.add(rule);
      }
    }
    var kept =
        own.stream()
            .filter(rule -> wanted.stream().anyMatch(draft -> saysTheSame(rule.draft(), draft)))
            .toList();
    return new RuleChanges(added, removed, kept);
  }

  private static boolean saysTheSame(AlertRuleDraft one, AlertRuleDraft other) {
    return one.metric().equals(other.metric())
        && one.side() == other.side()
        && one.severity() == other.severity();
  }
}
