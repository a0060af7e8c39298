package com.tokkatot.firmware;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.wire.FirmwareOffer;
import com.tokkatot.wire.Topics;
import java.util.UUID;

/** An offer on its way to a hub. The broker keeps it for a hub that is away. */
public record OutgoingOffer(UUID farmId, UUID nodeId, FirmwareOffer offer) {

  MqttMessage message() {
    var topic = Topics.device(farmId, nodeId, Topics.Kind.FW_UPDATE);
    return new MqttMessage(topic, offer.toBytes(), 1, false, null);
  }
}
