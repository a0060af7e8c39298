package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttMessage;

/**
 * A message that the broker holds until it is acknowledged.
 *
 * @param acknowledgement tells the broker to forget it; called at most once, in the order of
 *     receipt
 */
record Inbound(MqttMessage message, Runnable acknowledgement) {

  void acknowledge() {
    acknowledgement.run();
  }
}
