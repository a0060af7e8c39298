package com.tokkatot.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

  private final UUID farm = UUID.fromString("0199b6a0-0000-7000-8000-0000000000f1");
  private final UUID device = UUID.fromString("0199b6a0-0000-7000-8000-0000000000d1");

  @ParameterizedTest
  @EnumSource(
      value = Topics.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HUB_DIGEST", "HUB_NOTIFY", "HUB_STOP", "ESTOP"})
  void whatIsBuiltIsReadBack(Topics.Kind kind) {
    var address = Topics.parse(Topics.device(farm, device, kind));

    assertThat(address).isEqualTo(new Topics.Address(farm, device, kind));
  }

  @Test
  void theHubsDigestHasNoDevice() {
    var address = Topics.parse(Topics.hubDigest(farm));

    assertThat(address).isEqualTo(new Topics.Address(farm, null, Topics.Kind.HUB_DIGEST));
  }

  @Test
  void theStopsOfAFarmAndTheOrderToStopAreApart() {
    assertThat(Topics.parse(Topics.stops(farm)))
        .isEqualTo(new Topics.Address(farm, null, Topics.Kind.ESTOP));
    assertThat(Topics.parse(Topics.hubStop(farm)))
        .isEqualTo(new Topics.Address(farm, null, Topics.Kind.HUB_STOP));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "farm",
        "farm/1/devices/2/status",
        "farm/0199b6a0-0000-7000-8000-0000000000f1/devices/0199b6a0-0000-7000-8000-0000000000d1",
        "farm/0199b6a0-0000-7000-8000-0000000000f1/devices/0199b6a0-0000-7000-8000-0000000000d1/x",
        "barn/0199b6a0-0000-7000-8000-0000000000f1/hub/digest",
        "farm/0199b6a0-0000-7000-8000-0000000000f1/hub/other",
        "farm/1-1-1-1-1/hub/digest"
      })
  void aForeignTopicIsRefused(String topic) {
    assertThatThrownBy(() -> Topics.parse(topic)).isInstanceOf(WireFormatException.class);
  }
}
