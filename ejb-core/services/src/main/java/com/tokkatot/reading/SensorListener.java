package com.tokkatot.reading;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.util.List;

/** Hears every reading of every farm, in batches. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/devices/+/sensor"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "sensor"),
      @ActivationConfigProperty(propertyName = "lingerMs", propertyValue = "5")
    })
public class SensorListener extends WireListener<SensorMessage> {

  @EJB Readings readings;
  @Inject TimeSeries series;

  @Override
  protected SensorMessage read(Topics.Address address, byte[] payload) {
    return SensorMessage.read(payload);
  }

  @Override
  protected List<Arrived<SensorMessage>> accept(List<Arrived<SensorMessage>> arrived) {
    return readings.append(arrived);
  }

  @Override
  protected void checkStores() {
    series.check();
  }
}
