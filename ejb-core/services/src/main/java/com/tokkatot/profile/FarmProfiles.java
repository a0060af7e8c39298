package com.tokkatot.profile;

import com.tokkatot.alert.AlertRuleDraft;
import com.tokkatot.alert.AlertRuleView;
import com.tokkatot.alert.AlertRules;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.rules.json.Profiles;
import com.tokkatot.rules.json.Profiles.Profile;
import com.tokkatot.setting.FarmSettings;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.Scope;
import com.tokkatot.setting.SettingChange;
import com.tokkatot.setting.SettingVersions.Difference;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Kinds of farms and what they begin with. Permissions have been checked at the door. */
@Stateless
public class FarmProfiles {

  private static final List<Profile> ALL = Profiles.all();

  @Inject AuditLog audit;
  @EJB AlertRules rules;
  @EJB FarmSettings settings;

  /** All kinds there are. */
  public List<ProfileView> all() {
    return ALL.stream().map(ProfileView::of).toList();
  }

  /** What applying a kind would change. Nothing is changed. */
  public ProfileChange look(Member member, String profileId) {
    var profile = profile(profileId);
    var now = settings.of(member);
    return change(
        profile,
        true,
        now.version(),
        differences(now.values(), wish(profile)),
        between(member, profile));
  }

  /**
   * Gives a farm the settings and alert rules of a kind, instead of those of the kind it was. Rules
   * that people made or changed stay. Once more changes nothing.
   *
   * @param reason in people's words, or null
   * @throws Invalid naming {@code profile} if there is no such kind
   * @throws Conflict if the farm would have too many rules ({@code LIMIT_EXCEEDED})
   */
  public ProfileChange apply(Member member, String profileId, String reason, Origin origin) {
    var profile = profile(profileId);
    var before = settings.of(member).values();
    // First, for it holds whoever else applies one.
    var after = settings.change(member, new SettingChange(wish(profile), null, reason), origin);
    var changes = between(member, profile);
    changes.removed().forEach(rule -> rules.remove(member, rule.id(), origin));
    changes.added().forEach(draft -> rules.create(member, draft, profile.id(), origin));
    var differences = differences(before, wish(profile));
    if (!differences.isEmpty() || !changes.added().isEmpty() || !changes.removed().isEmpty()) {
      audit.note(
          member.farmId(),
          member.accountId(),
          "profile.applied",
          member.farmId(),
          profile.id(),
          origin);
    }
    return change(profile, false, after.version(), differences, changes);
  }

  private static Profile profile(String id) {
    return ALL.stream()
        .filter(profile -> profile.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Invalid(
                    "profile",
                    "must be one of "
                        + ALL.stream().map(Profile::id).collect(Collectors.joining(", "))));
  }

  /** A farm's settings of this kind. */
  private static Map<Key, Object> wish(Profile profile) {
    var wish = new EnumMap<Key, Object>(Key.class);
    wish.put(Key.PROFILE, profile.id());
    for (var key : Key.of(Scope.FARM)) {
      if (profile.settings().containsKey(key.word())) {
        wish.put(key, profile.settings().get(key.word()));
      }
    }
    return wish;
  }

  private static List<Difference> differences(Map<String, Object> now, Map<Key, Object> wish) {
    var differences = new ArrayList<Difference>();
    wish.forEach(
        (key, value) -> {
          var before = now.get(key.word());
          if (!Objects.equals(before, value)) {
            differences.add(new Difference(key.word(), before, value));
          }
        });
    return differences;
  }

  private RuleChanges between(Member member, Profile profile) {
    var wanted = profile.alertRules().stream().map(ProfileRuleView::draft).toList();
    return RuleChanges.between(rules.of(member), rules.ofProfile(member), wanted);
  }

  private static ProfileChange change(
      Profile profile,
      boolean isDryRun,
      long version,
      List<Difference> differences,
      RuleChanges changes) {
    return new ProfileChange(
        profile.id(),
        isDryRun,
        version,
        differences,
        views(changes.added()),
        views(changes.removed().stream().map(AlertRuleView::draft).toList()),
        views(changes.kept().stream().map(AlertRuleView::draft).toList()));
  }

  private static List<ProfileRuleView> views(List<AlertRuleDraft> drafts) {
    return drafts.stream().map(ProfileRuleView::of).toList();
  }
}
