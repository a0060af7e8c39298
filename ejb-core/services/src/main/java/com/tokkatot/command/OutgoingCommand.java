package com.tokkatot.command;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A written command on its way to the broker. */
record OutgoingCommand(
    UUID id,
    UUID farmId,
    UUID deviceId,
    CommandAction action,
    Double value,
    Long durationMs,
    CommandMessage.Source source,
    CommandMessage.Priority priority,
    Instant issuedAt,
    Instant expiresAt) {

  /** The broker drops it by itself once it is too old. */
  MqttMessage message(Instant now) {
    var order =
        new CommandMessage(
            id, null, action, value, durationMs, source, priority, issuedAt, expiresAt, null);
    var life = Duration.between(now, expiresAt);
    return new MqttMessage(
        Topics.device(farmId, deviceId, Topics.Kind.COMMAND),
        order.toBytes(),
        1,
        false,
        life.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : life);
  }
}
