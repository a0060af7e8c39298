package com.tokkatot.setting;

import static com.tokkatot.setting.SettingsWorld.PHONE;
import static com.tokkatot.setting.SettingsWorld.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CFG-01, FARM-12: a farm's settings")
class FarmSettingsTest {

  private final SettingsWorld world = new SettingsWorld(TestDatabase.sql());

  @Test
  void withoutAnythingSetEverythingIsAsUsual() {
    var view = world.farms.of(world.manager);

    assertThat(view.version()).isZero();
    assertThat(view.changedAt()).isNull();
    assertThat(view.values())
        .containsOnly(
            entry("profile", null),
            entry("offline_alert_minutes", 30L),
            entry("realert_minutes", 10L),
            entry("siren_test_day", 0L),
            entry("firmware_hour", 2L),
            entry("upload_minutes", 5L));
    assertThat(view.catalogue())
        .filteredOn(SettingsView.Entry::isEditable)
        .extracting(SettingsView.Entry::name)
        .containsExactly("offline_alert_minutes", "realert_minutes");
  }

  @Test
  void aChangeIsAVersionThatSaysWhoWhenWhyAndWhat() {
    world.set(world.manager, "{'version': 0, 'realert_minutes': 20, 'reason': 'deaf at night'}");
    var view = world.set(world.owner, "{'version': 1, 'upload_minutes': 15}");

    assertThat(view.version()).isEqualTo(2);
    assertThat(view.values()).containsEntry("realert_minutes", 20L);
    var versions = world.farms.versions(world.manager, 20, 0);
    assertThat(versions.total()).isEqualTo(2);
    assertThat(versions.versions())
        .extracting(SettingVersions.VersionView::version)
        .containsExactly(2L, 1L);
    var first = versions.versions().get(1);
    assertThat(first.changedBy()).isEqualTo(world.manager.accountId());
    assertThat(first.changedAt()).isEqualTo(world.time.instant());
    assertThat(first.reason()).isEqualTo("deaf at night");
    assertThat(first.changes())
        .containsExactly(new SettingVersions.Difference("realert_minutes", 10L, 20L));
    assertThat(world.noted(world.farm.id()))
        .containsExactly(
            "settings.changed farm version 1: realert_minutes",
            "settings.changed farm version 2: upload_minutes");
  }

  @Test
  void whoHasNotSeenTheNewestIsToldWhatIsNewer() {
    world.set(world.manager, "{'version': 0, 'realert_minutes': 20}");

    assertThatThrownBy(() -> world.set(world.owner, "{'version': 0, 'firmware_hour': 3}"))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.code()).isEqualTo("VERSION_CONFLICT");
              assertThat(conflict.details())
                  .containsEntry("version", 1L)
                  .containsEntry("changed", List.of("realert_minutes"));
            });
    assertThat(world.farms.of(world.owner).values()).containsEntry("firmware_hour", 2L);
  }

  @Test
  void theSameSaidAgainChangesNothing() {
    var wish = "{'version': 0, 'realert_minutes': 20}";
    var once = world.set(world.manager, wish);

    assertThat(world.set(world.manager, wish)).isEqualTo(once);
    assertThat(world.farms.versions(world.manager, 20, 0).total()).isEqualTo(1);
  }

  @Test
  void nullIsAsUsualAgain() {
    world.set(world.manager, "{'version': 0, 'realert_minutes': 20}");

    var view = world.set(world.manager, "{'version': 1, 'realert_minutes': null}");

    assertThat(view.version()).isEqualTo(2);
    assertThat(view.values()).containsEntry("realert_minutes", 10L);
    assertThat(view.catalogue()).noneMatch(SettingsView.Entry::isSet);
  }

  @Test
  void goingBackIsANewVersion() {
    world.set(world.owner, "{'version': 0, 'realert_minutes': 20}");
    world.set(world.owner, "{'version': 1, 'realert_minutes': 40, 'firmware_hour': 3}");

    var view = world.farms.rollBack(world.owner, 1, "too late", PHONE);

    assertThat(view.version()).isEqualTo(3);
    assertThat(view.values())
        .containsEntry("realert_minutes", 20L)
        .containsEntry("firmware_hour", 2L);
    var newest = world.farms.versions(world.owner, 1, 0).versions().get(0);
    assertThat(newest.rolledBackTo()).isEqualTo(1);
    assertThat(newest.reason()).isEqualTo("too late");
    assertThat(world.noted(world.farm.id()))
        .last()
        .isEqualTo("settings.rolled_back farm version 3: realert_minutes, firmware_hour");
    assertThatThrownBy(() -> world.farms.rollBack(world.owner, 9, null, PHONE))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("no such version");
  }

  @Test
  void aManagerSetsWhatManagersMayAndGoesBackOverNothingElse() {
    assertThatThrownBy(() -> world.set(world.manager, "{'version': 0, 'firmware_hour': 3}"))
        .isInstanceOf(NotAllowed.class);
    world.set(world.owner, "{'version': 0, 'firmware_hour': 3}");
    world.set(world.owner, "{'version': 1, 'firmware_hour': 4}");

    assertThatThrownBy(() -> world.farms.rollBack(world.manager, 1, null, PHONE))
        .isInstanceOf(NotAllowed.class);
    assertThat(world.farms.of(world.owner).values()).containsEntry("firmware_hour", 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'version': 0, 'realert_minutes': 4} | realert_minutes",
        "{'version': 0, 'realert_minutes': 10.5} | realert_minutes",
        "{'version': 0, 'realert_minutes': '10'} | realert_minutes",
        "{'version': 0, 'realert_minutes': 99999999999999999999} | realert_minutes",
        "{'version': 0, 'text_size': 'normal'} | text_size",
        "{'version': 0, 'colour': 1} | colour",
        "{'realert_minutes': 20} | version",
        "{'version': -1, 'realert_minutes': 20} | version",
        "{'version': 0, 'realert_minutes': 20, 'reason': ' '} | reason",
        "{'version': 0, 'profile': 'layer'} | profile",
        "{'version': 0} | profile",
      })
  void whatIsWrongIsNamed(String wish, String field) {
    assertThatThrownBy(() -> world.farms.change(world.owner, json(wish), PHONE))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo(field));
  }

  @Test
  void aHubIsToldOfWhatItMustKnowAndOfNothingElse() {
    world.set(world.owner, "{'version': 0, 'realert_minutes': 20}");
    assertThat(world.changed.fired()).isEmpty();

    world.set(world.owner, "{'version': 1, 'upload_minutes': 15}");

    assertThat(world.changed.fired()).containsExactly(new FarmSettingsChanged(world.farm.id()));
    assertThat(HubWishes.of(world.sql, world.farm.id()).uploadMinutes()).isEqualTo(15);
  }

  @Test
  void whatIsOutOfBoundsByNowIsAsUsual() {
    TestSettings.set(world.sql, world.farm.id(), Key.UPLOAD_MINUTES, 31);

    assertThat(world.farms.whole(world.farm.id(), Key.UPLOAD_MINUTES)).isEqualTo(5);
  }
}
