package com.tokkatot.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CFG-02, USER-06: a person's preferences")
class PreferencesTest {

  private final SettingsWorld world = new SettingsWorld(TestDatabase.sql());

  @Test
  void theyAreKeptAndTheRestStays() {
    world.prefer("{'text_size': 'very_large', 'theme': 'dark'}");

    var view = world.prefer("{'theme': 'light'}");

    assertThat(view.version()).isEqualTo(2);
    assertThat(view.values())
        .containsEntry("text_size", "very_large")
        .containsEntry("theme", "light")
        .containsEntry("numerals", "latin")
        .containsEntry("home_farm", null);
    assertThat(world.preferences.of(world.person)).isEqualTo(view);
  }

  @Test
  void aPhoneThatSaysWhatItHasSeenIsToldOfAnother() {
    world.prefer("{'theme': 'dark'}");

    assertThatThrownBy(() -> world.prefer("{'version': 0, 'theme': 'light'}"))
        .isInstanceOf(Conflict.class);
    assertThat(world.prefer("{'version': 1, 'theme': 'light'}").version()).isEqualTo(2);
  }

  @Test
  void theHomeFarmIsOneOfThePersons() {
    var wish = "{'home_farm': '" + world.farm.id() + "'}";
    assertThatThrownBy(() -> world.prefer(wish))
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo("home_farm"));

    world.sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        world.person.accountId(),
        world.person.accountId().toString().getBytes(StandardCharsets.US_ASCII));
    world.sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, 'viewer')",
        world.farm.id(),
        world.person.accountId());

    assertThat(world.prefer(wish).values()).containsEntry("home_farm", world.farm.id().toString());
  }

  @Test
  void whatIsNoChoiceIsRefusedByName() {
    assertThatThrownBy(() -> world.prefer("{'theme': 'pink'}"))
        .isInstanceOf(Invalid.class)
        .hasMessage("theme must be one of auto, light, dark");
  }
}
