package com.tokkatot.profile;

import com.tokkatot.alert.AlertRuleDraft;
import com.tokkatot.rules.json.Profiles.ProfileRule;
import java.util.Locale;

/** A rule for the whole farm; the parts are those of {@link AlertRuleDraft}. */
public record ProfileRuleView(
    String metric,
    String side,
    boolean fromTarget,
    double value,
    String severity,
    Integer fromDay,
    Integer toDay,
    int delayS,
    boolean isEnabled) {

  static ProfileRuleView of(AlertRuleDraft draft) {
    return new ProfileRuleView(
        draft.metric(),
        draft.side().name().toLowerCase(Locale.ROOT),
        draft.fromTarget(),
        draft.value(),
        draft.severity().name().toLowerCase(Locale.ROOT),
        draft.fromDay(),
        draft.toDay(),
        draft.delayS(),
        draft.isEnabled());
  }

  static AlertRuleDraft draft(ProfileRule rule) {
    return new AlertRuleDraft(
        null,
        null,
        rule.limit().metric(),
        rule.limit().side(),
        rule.limit().fromTarget(),
        rule.limit().value(),
        rule.limit().margin(),
        rule.severity(),
        rule.ages().from(),
        rule.ages().to(),
        Math.toIntExact(rule.delay().toSeconds()),
        null,
        rule.isEnabled());
  }
}
