package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MqttActivationSpecTest {

  final MqttActivationSpec spec = new MqttActivationSpec();

  @BeforeEach
  void minimal() {
    spec.setTopicFilter("farm/+/devices/+/status");
    spec.setSubscriptionName("status");
  }

  @Test
  void filterAndNameAreEnough() {
    assertThatCode(spec::validate).doesNotThrowAnyException();
    assertThat(spec.getBatchSize()).isEqualTo(500);
    assertThat(spec.getLingerMs()).isZero();
    assertThat(spec.getReceiveMaximum()).isEqualTo(1000);
  }

  @Test
  void aMissingFilterIsNamed() {
    spec.setTopicFilter(" ");

    assertThatThrownBy(spec::validate)
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessageContaining("topicFilter");
  }

  @Test
  void aNameThatIsNoClientIdIsRefused() {
    spec.setSubscriptionName("Status #1");

    assertThatThrownBy(spec::validate).hasMessageContaining("subscriptionName");
  }

  @Test
  void anEndlessLingerIsRefused() {
    spec.setLingerMs(60_000);

    assertThatThrownBy(spec::validate).hasMessageContaining("lingerMs");
  }
}
