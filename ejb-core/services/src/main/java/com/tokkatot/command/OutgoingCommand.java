package com.tokkatot.command;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import com.tokkatot.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A written command on its way to the broker.
 *
 * @param leased whether its row says that somebody is sending it
 */
record OutgoingCommand(
    UUID id,
    UUID farmId,
    UUID deviceId,
    CommandAction action,
    Double value,
    Long durationMs,
    List<CommandStep> steps,
    CommandMessage.Source source,
    CommandMessage.Priority priority,
    Instant issuedAt,
    Instant expiresAt,
    boolean leased) {

  /**
   * So long a command may be sent as it was handed over. After that whoever wants to send it has to
   * lease its row, for it may have ended meanwhile.
   */
  static final Duration HANDED_OVER = Duration.ofSeconds(5);

  /** Whether it may still be sent without asking its row. */
  boolean maySend(Instant now) {
    return leased || now.isBefore(issuedAt.plus(HANDED_OVER));
  }

  /**
   * Without an expiry of its own, for the hub judges its age: HiveMQ CE sends nothing more to a
   * client that died with a message which has expired since. Source: the adapter's DESIGN.md D10.
   */
  MqttMessage message() {
    var order =
        new CommandMessage(
            id,
            null,
            action,
            value,
            durationMs,
            steps,
            source,
            priority,
            issuedAt,
            expiresAt,
            null);
    return new MqttMessage(
        Topics.device(farmId, deviceId, Topics.Kind.COMMAND), order.toBytes(), 1, false, null);
  }
}
