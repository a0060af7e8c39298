package com.tokkatot.setting;

import static com.tokkatot.setting.SettingsWorld.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CFG-05, CFG-06, OPS-08: feature flags and system configuration")
class SystemSettingsTest {

  // Of its own: what is ours is everybody's.
  private final SettingsWorld world = new SettingsWorld(TestDatabase.another());

  @Test
  void aChangeHoldsOnEveryNodeAfterSomeSeconds() {
    assertThat(world.values.whole(Key.MESSAGE_DAYS)).isEqualTo(90);

    world.configure(Scope.SYSTEM, "{'version': 0, 'message_days': 30}");

    assertThat(world.values.whole(Key.MESSAGE_DAYS)).isEqualTo(90);
    world.time.advance(SystemValues.KEPT);
    assertThat(world.values.whole(Key.MESSAGE_DAYS)).isEqualTo(30);
  }

  @Test
  void versionsAreWrittenDownAndGoneBackTo() {
    world.configure(Scope.SYSTEM, "{'version': 0, 'event_hours': 48, 'reason': 'holidays'}");
    world.configure(Scope.SYSTEM, "{'version': 1, 'event_hours': 72}");
    assertThatThrownBy(() -> world.configure(Scope.SYSTEM, "{'version': 1, 'event_hours': 12}"))
        .isInstanceOf(Conflict.class);

    var view = world.system.rollBack(world.operator, Scope.SYSTEM, 1, null, PHONE);

    assertThat(view.version()).isEqualTo(3);
    assertThat(view.values()).containsEntry("event_hours", 48L);
    assertThat(world.system.versions(Scope.SYSTEM, 20, 0).versions())
        .extracting(SettingVersions.VersionView::rolledBackTo)
        .containsExactly(1L, null, null);
    assertThat(
            world.sql.query(
                "select reason from audit_log where account_id = ? order by id",
                row -> row.getString("reason"),
                world.operator.accountId()))
        .containsExactly(
            "system version 1: event_hours",
            "system version 2: event_hours",
            "system version 3: event_hours");
  }

  @Test
  void messagesAreNeverKeptShorterThanTheyAreShown() {
    var kept = (Kind.Whole) Key.MESSAGE_KEPT_DAYS.kind();
    var shown = (Kind.Whole) Key.MESSAGE_DAYS.kind();

    assertThat(kept.least()).isGreaterThanOrEqualTo(shown.most());
  }

  @Test
  void aShareOfFarmsIsTheSameFarmsEachTimeAndGrows() {
    var farms = Stream.generate(UUID::randomUUID).limit(4_000).toList();
    var tenth = having(farms, 10);

    assertThat(having(farms, 10)).isEqualTo(tenth);
    assertThat(tenth.size()).isBetween(280, 520);
    assertThat(having(farms, 30)).containsAll(tenth);
    assertThat(having(farms, 0)).isEmpty();
    assertThat(having(farms, 100)).isEqualTo(farms);
    assertThat(
            farms.stream().filter(farm -> new Reach(10, List.of(), List.of()).has("other", farm)))
        .isNotEqualTo(tenth);
  }

  @Test
  void aFarmCanBeNamedWhateverTheShare() {
    var id = world.farm.id();
    world.configure(
        Scope.FEATURES,
        "{'version': 0, 'planned_exports': {'share': 0, 'on_farms': ['" + id + "']}}");
    assertThat(world.farms.features(world.manager))
        .containsEntry("planned_exports", true)
        .containsEntry("live_readings", true);

    world.configure(
        Scope.FEATURES,
        "{'version': 1, 'planned_exports': {'share': 100, 'off_farms': ['" + id + "']}}");
    world.time.advance(SystemValues.KEPT);
    assertThat(world.farms.features(world.manager)).containsEntry("planned_exports", false);
  }

  @Test
  void onlyHubsForWhichItIsSomethingElseAreTold() {
    var other = TestDatabase.farm(world.sql);

    world.configure(
        Scope.FEATURES,
        "{'version': 0, 'live_readings': {'share': 100, 'off_farms': ['" + other.id() + "']}}");

    assertThat(world.changed.fired()).containsExactly(new FarmSettingsChanged(other.id()));
    assertThat(HubWishes.of(world.sql, other.id()).liveReadings()).isFalse();
    assertThat(HubWishes.of(world.sql, world.farm.id()).liveReadings()).isTrue();
  }

  @Test
  void whatIsWrongIsNamed() {
    var id = world.farm.id();
    assertThat(refused("{'share': 101}")).isEqualTo("planned_exports.share");
    assertThat(refused("{}")).isEqualTo("planned_exports.share");
    assertThat(refused("{'share': 5, 'farms': []}")).isEqualTo("planned_exports.farms");
    assertThat(refused("{'share': 5, 'on_farms': ['x']}")).isEqualTo("planned_exports.on_farms");
    assertThat(refused("{'share': 5, 'on_farms': ['" + UUID.randomUUID() + "']}"))
        .isEqualTo("planned_exports.on_farms");
    assertThat(refused("{'share': 5, 'on_farms': ['" + id + "'], 'off_farms': ['" + id + "']}"))
        .isEqualTo("planned_exports.off_farms");
    assertThat(refused("true")).isEqualTo("planned_exports");
  }

  private String refused(String reach) {
    var wish = "{'version': 0, 'planned_exports': " + reach + "}";
    try {
      world.configure(Scope.FEATURES, wish);
      return null;
    } catch (Invalid e) {
      return e.field();
    }
  }

  private static List<UUID> having(List<UUID> farms, int share) {
    var reach = new Reach(share, List.of(), List.of());
    return farms.stream().filter(farm -> reach.has("planned_exports", farm)).toList();
  }
}
