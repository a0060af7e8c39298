package com.tokkatot.device;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears the digests and last wills of all hubs. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/hub/digest"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "digest")
    })
public class DigestListener extends WireListener<DigestMessage> {

  @EJB Presence presence;

  @Override
  protected DigestMessage read(Topics.Address address, byte[] payload) {
    return DigestMessage.read(payload);
  }

  @Override
  protected List<Arrived<DigestMessage>> accept(List<Arrived<DigestMessage>> arrived) {
    return arrived.stream()
        .filter(one -> !presence.heard(one.address().farmId(), one.content()))
        .toList();
  }
}
