package com.tokkatot.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MqttMessageTest {

  final byte[] payload = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void showsItsTopicButNotItsPayloadInLogs() {
    var message = new MqttMessage("farm/f/estop", payload, 1, false, null);

    assertThat(message).hasToString("farm/f/estop (7 bytes, qos 1)");
    assertThat(message.text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void refusesAQosThatMqttDoesNotKnow() {
    assertThatThrownBy(() -> new MqttMessage("a", payload, 3, false, null))
        .hasMessageContaining("qos");
  }

  @Test
  void refusesANegativeExpiry() {
    assertThatThrownBy(() -> new MqttMessage("a", payload, 1, false, Duration.ofSeconds(-1)))
        .hasMessageContaining("expiry");
  }
}
