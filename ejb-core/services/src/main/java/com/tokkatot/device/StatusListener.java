package com.tokkatot.device;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears every status of every farm; the group shares them out among the nodes of the cluster. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/devices/+/status"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "status")
    })
public class StatusListener extends WireListener<StatusMessage> {

  @EJB StatusObserver observer;

  @Override
  protected StatusMessage read(Topics.Address address, byte[] payload) {
    return StatusMessage.read(payload);
  }

  @Override
  protected List<Arrived<StatusMessage>> accept(List<Arrived<StatusMessage>> arrived) {
    return observer.observe(arrived);
  }
}
