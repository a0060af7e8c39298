package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarmDetailsTest {

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Phnom_Penh", "Europe/Berlin", "UTC"})
  void anIanaZoneIsTaken(String zone) {
    assertThat(zoned(zone).timezone()).isEqualTo(zone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+07:00", "GMT+7", "Asia/Phnom Penh", "asia/phnom_penh", ""})
  void anythingElseIsNot(String zone) {
    assertThatThrownBy(() -> zoned(zone)).hasMessageStartingWith("timezone must be an IANA zone");
  }

  @Test
  void aNameHasSomethingInIt() {
    assertThatThrownBy(() -> FarmWorld.details("  ")).hasMessageStartingWith("name must have");
    assertThatThrownBy(() -> FarmWorld.details("x".repeat(101)))
        .hasMessageStartingWith("name must have");
    assertThat(FarmWorld.details(" កសិដ្ឋាន ").name()).isEqualTo("កសិដ្ឋាន");
  }

  @Test
  void aPlaceHasBothItsNumbers() {
    assertThatThrownBy(() -> at(11.5, null)).hasMessageStartingWith("longitude is missing");
    assertThatThrownBy(() -> at(90.1, 104.9)).hasMessage("latitude must be -90 to 90");
    assertThatThrownBy(() -> at(11.5, Double.NaN)).hasMessage("longitude must be -180 to 180");
    assertThat(at(-90.0, 180.0).latitude()).isEqualTo(-90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com/a.png", "javascript:alert(1)", "https:", "a b"})
  void aPictureComesByHttps(String address) {
    assertThatThrownBy(() -> new FarmDetails("A", null, null, null, "UTC", null, address))
        .hasMessage("image_url must be an https address");
  }

  private static FarmDetails zoned(String zone) {
    return new FarmDetails("A", null, null, null, zone, null, null);
  }

  private static FarmDetails at(Double latitude, Double longitude) {
    return new FarmDetails("A", null, latitude, longitude, "UTC", null, null);
  }
}
