package com.tokkatot.stop;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.wire.StopOrder;
import com.tokkatot.wire.Topics;
import java.util.UUID;

/** An order on its way to a hub. The broker keeps it for a hub that is away. */
public record OutgoingStop(UUID farmId, StopOrder order) {

  MqttMessage message() {
    return new MqttMessage(Topics.hubStop(farmId), order.toBytes(), 1, false, null);
  }
}
