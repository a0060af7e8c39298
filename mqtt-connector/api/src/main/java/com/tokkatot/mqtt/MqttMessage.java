package com.tokkatot.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * Bytes on a topic. The payload is not copied: whoever holds the message leaves it as it is.
 *
 * @param qos 0, 1 or 2
 * @param retained inbound: it was kept by the broker from before; outbound: the broker keeps it
 * @param expiry how long the broker may hold it for an absent subscriber, or null for no limit
 */
public record MqttMessage(
    String topic, byte[] payload, int qos, boolean retained, Duration expiry) {

  public MqttMessage {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(payload, "payload");
    if (qos < 0 || qos > 2) {
      throw new IllegalArgumentException("qos must be 0, 1 or 2, was " + qos);
    }
    if (expiry != null && expiry.isNegative()) {
      throw new IllegalArgumentException("expiry must not be negative, was " + expiry);
    }
  }

  /** The payload read as UTF-8, for logs and for storing what was parked. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return topic + " (" + payload.length + " bytes, qos " + qos + ")";
  }
}
