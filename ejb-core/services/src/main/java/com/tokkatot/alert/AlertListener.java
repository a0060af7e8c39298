package com.tokkatot.alert;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears what every hub raises; the group shares it out among the nodes of the cluster. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/devices/+/alert"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "alert")
    })
public class AlertListener extends WireListener<AlertMessage> {

  @EJB HubAlerts alerts;

  @Override
  protected AlertMessage read(Topics.Address address, byte[] payload) {
    return AlertMessage.read(payload);
  }

  @Override
  protected List<Arrived<AlertMessage>> accept(List<Arrived<AlertMessage>> arrived) {
    return alerts.take(arrived);
  }
}
