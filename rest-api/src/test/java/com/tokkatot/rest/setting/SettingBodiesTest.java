package com.tokkatot.rest.setting;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.setting.Key;
import com.tokkatot.setting.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SettingBodiesTest {

  @Test
  void theDocumentKnowsTheSettingsThatThereAre() {
    assertThat(fields(SettingBodies.PreferencesRequest.class)).isEqualTo(words(Scope.ACCOUNT));
    assertThat(fields(SettingBodies.FarmSettingsRequest.class)).isEqualTo(words(Scope.FARM));
    assertThat(fields(SettingBodies.ConfigurationRequest.class)).isEqualTo(words(Scope.SYSTEM));
    assertThat(fields(SettingBodies.FeaturesRequest.class)).isEqualTo(words(Scope.FEATURES));
  }

  /** Without version and reason, which come first. */
  private static List<String> fields(Class<? extends Record> body) {
    return Arrays.stream(body.getRecordComponents())
        .skip(2)
        .map(part -> part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<String> words(Scope scope) {
    return Key.of(scope).stream().filter(key -> key != Key.PROFILE).map(Key::word).toList();
  }
}
