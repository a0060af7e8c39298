package com.tokkatot.profile;

import com.tokkatot.rules.json.Profiles.Profile;
import java.util.List;
import java.util.Map;

/**
 * A kind of farm and what such farms begin with.
 *
 * @param id clients have words for it
 * @param source where the numbers come from; ask your adviser
 * @param settings of the farm, by name
 * @param alertRules besides those that every farm begins with
 */
public record ProfileView(
    String id, String source, Map<String, Long> settings, List<ProfileRuleView> alertRules) {

  static ProfileView of(Profile profile) {
    return new ProfileView(
        profile.id(),
        profile.source(),
        profile.settings(),
        profile.alertRules().stream()
            .map(ProfileRuleView::draft)
            .map(ProfileRuleView::of)
            .toList());
  }
}
