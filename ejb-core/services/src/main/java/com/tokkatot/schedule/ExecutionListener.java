package com.tokkatot.schedule;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears what every hub executes; the group shares it out among the nodes of the cluster. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/devices/+/execution"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "execution")
    })
public class ExecutionListener extends WireListener<ExecutionMessage> {

  @EJB ExecutionIntake intake;

  @Override
  protected ExecutionMessage read(Topics.Address address, byte[] payload) {
    return ExecutionMessage.read(payload);
  }

  @Override
  protected List<Arrived<ExecutionMessage>> accept(List<Arrived<ExecutionMessage>> arrived) {
    return intake.take(arrived);
  }
}
