package com.tokkatot.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.alert.AlertRuleDraft;
import com.tokkatot.alert.AlertRuleView;
import com.tokkatot.alert.AlertRules;
import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.rules.json.Profiles;
import com.tokkatot.setting.FarmSettings;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.Scope;
import com.tokkatot.setting.SettingVersions.Difference;
import com.tokkatot.setting.SettingsView;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CFG-04: kinds of farms")
class FarmProfilesTest {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
  private final FarmSettings settings = TestSettings.farmsOver(sql, time);
  private final AlertRules rules =
      TestAlerts.rulesOver(sql, time, TestAlerts.news(LiveEventsTest.over(sql), time));
  private final FarmProfiles profiles = new FarmProfiles();

  @BeforeEach
  void wire() {
    profiles.audit = AuditLogs.over(sql, time);
    profiles.rules = rules;
    profiles.settings = settings;
  }

  @Test
  void whatItWouldChangeIsShownAndThenDone() {
    var look = profiles.look(owner, "village");
    assertThat(look.isDryRun()).isTrue();
    assertThat(look.settings())
        .containsExactly(
            new Difference("profile", null, "village"),
            new Difference("offline_alert_minutes", 30L, 60L),
            new Difference("realert_minutes", 10L, 20L),
            new Difference("siren_test_day", 0L, 6L));
    assertThat(look.rulesAdded()).hasSize(10);
    assertThat(own()).isEmpty();
    assertThat(values().version()).isZero();

    var done = profiles.apply(owner, "village", "they roam", PHONE);

    assertThat(done)
        .usingRecursiveComparison()
        .ignoringFields("isDryRun", "settingsVersion")
        .isEqualTo(look);
    assertThat(own()).hasSize(10);
    assertThat(values().values())
        .containsEntry("profile", "village")
        .containsEntry("offline_alert_minutes", 60L);
    assertThat(values().reason()).isEqualTo("they roam");
    assertThat(noted()).contains("settings.changed", "alert_rule.created", "profile.applied");
  }

  @Test
  void onceMoreChangesNothing() {
    var once = profiles.apply(owner, "layer", null, PHONE);
    var before = own();

    var again = profiles.apply(owner, "layer", null, PHONE);

    assertThat(again.settings()).isEmpty();
    assertThat(again.rulesAdded()).isEmpty();
    assertThat(again.rulesRemoved()).isEmpty();
    assertThat(again.settingsVersion()).isEqualTo(once.settingsVersion());
    assertThat(own()).isEqualTo(before);
    assertThat(noted()).filteredOn("profile.applied"::equals).hasSize(1);
  }

  @Test
  void anotherKindBringsItsOwnRulesInsteadOfThoseOfTheFirst() {
    profiles.apply(owner, "village", null, PHONE);

    var change = profiles.apply(owner, "broiler", null, PHONE);

    assertThat(change.rulesRemoved()).hasSize(10);
    assertThat(own()).isEmpty();
    assertThat(values().values()).containsEntry("offline_alert_minutes", 15L);
  }

  @Test
  void whatPeopleMadeOrChangedStaysAndCountsInstead() {
    var mine = rules.create(owner, warm(33), PHONE);
    profiles.apply(owner, "village", null, PHONE);
    var cold = own().stream().filter(rule -> rule.value() == 28).findFirst().orElseThrow();
    rules.change(owner, cold.id(), now -> with(now, 27), PHONE);

    var change = profiles.apply(owner, "broiler", null, PHONE);

    assertThat(own()).extracting(AlertRuleView::id).containsExactlyInAnyOrder(mine.id(), cold.id());
    assertThat(change.rulesRemoved()).hasSize(8);
    assertThat(profiles.look(owner, "village").rulesKept())
        .extracting(ProfileRuleView::value)
        .containsExactlyInAnyOrder(33.0, 27.0);
    assertThat(profiles.look(owner, "village").rulesAdded())
        .noneMatch(rule -> rule.side().equals("high") && rule.severity().equals("warning"));
  }

  @Test
  void goingBackOverSettingsLeavesTheKind() {
    profiles.apply(owner, "village", null, PHONE);
    profiles.apply(owner, "layer", null, PHONE);

    var view = settings.rollBack(owner, 1, null, PHONE);

    assertThat(view.values())
        .containsEntry("offline_alert_minutes", 60L)
        .containsEntry("profile", "layer");
  }

  @Test
  void anUnknownKindIsRefusedAndAManagerChangesNone() {
    assertThatThrownBy(() -> profiles.look(owner, "duck"))
        .isInstanceOf(Invalid.class)
        .hasMessage("profile must be one of broiler, layer, village");
    var manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
    assertThatThrownBy(() -> profiles.apply(manager, "layer", null, PHONE))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void eachKindIsAChoiceAndSetsWhatThereIs() {
    var known = Key.of(Scope.FARM).stream().map(Key::word).toList();

    for (var profile : Profiles.all()) {
      assertThat(known).containsAll(profile.settings().keySet());
      profiles.apply(owner, profile.id(), null, PHONE);
      assertThat(values().values()).containsEntry("profile", profile.id());
      profile
          .settings()
          .forEach((name, value) -> assertThat(values().values()).containsEntry(name, value));
    }
    assertThat(profiles.all())
        .extracting(ProfileView::id)
        .containsExactly("broiler", "layer", "village");
  }

  private SettingsView values() {
    return settings.of(owner);
  }

  private List<AlertRuleView> own() {
    return rules.of(owner).stream().filter(rule -> rule.scope().equals("farm")).toList();
  }

  private List<String> noted() {
    return sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        farm.id());
  }

  private static AlertRuleDraft warm(double value) {
    return new AlertRuleDraft(
        null,
        null,
        "temperature",
        Side.HIGH,
        false,
        value,
        null,
        Severity.WARNING,
        null,
        null,
        60,
        null,
        true);
  }

  private static AlertRuleDraft with(AlertRuleDraft now, double value) {
    return new AlertRuleDraft(
        now.coopId(),
        now.deviceId(),
        now.metric(),
        now.side(),
        now.fromTarget(),
        value,
        now.margin(),
        now.severity(),
        now.fromDay(),
        now.toDay(),
        now.delayS(),
        now.suppressedUntil(),
        now.isEnabled());
  }
}
