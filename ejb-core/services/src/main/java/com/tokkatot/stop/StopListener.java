package com.tokkatot.stop;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears what hubs say of the stops they hold. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/estop"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "estop")
    })
public class StopListener extends WireListener<StopMessage> {

  @EJB StopsHeard stops;

  @Override
  protected StopMessage read(Topics.Address address, byte[] payload) {
    return StopMessage.read(payload);
  }

  @Override
  protected List<Arrived<StopMessage>> accept(List<Arrived<StopMessage>> arrived) {
    return arrived.stream()
        .filter(one -> !stops.heard(one.address().farmId(), one.content()))
        .toList();
  }
}
