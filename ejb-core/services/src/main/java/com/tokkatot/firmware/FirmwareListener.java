package com.tokkatot.firmware;

import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.shared.WireListener;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.WireFormatException;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import java.util.List;

/** Hears how far nodes are with their offers. */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "topicFilter",
          propertyValue = "$share/cloud/farm/+/devices/+/fw_status"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "fw-status")
    })
public class FirmwareListener extends WireListener<FirmwareStatus> {

  @EJB UpdateStatuses statuses;

  @Override
  protected FirmwareStatus read(Topics.Address address, byte[] payload) {
    var status = FirmwareStatus.read(payload);
    if (!status.nodeId().equals(address.deviceId())) {
      throw new WireFormatException("node_id", "is not the topic's");
    }
    return status;
  }

  @Override
  protected List<Arrived<FirmwareStatus>> accept(List<Arrived<FirmwareStatus>> arrived) {
    return arrived.stream()
        .filter(one -> !statuses.heard(one.address().farmId(), one.content()))
        .toList();
  }
}
