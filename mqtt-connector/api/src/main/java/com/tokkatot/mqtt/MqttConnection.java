package com.tokkatot.mqtt;

import java.util.List;

/**
 * A handle on the node's line to the broker. Cheap to get and to close; not to be kept over calls.
 * Publishing is no part of any transaction: call it after commit.
 */
public interface MqttConnection extends AutoCloseable {

  /**
   * Returns when the broker has acknowledged (QoS 1 and 2) or the bytes were written (QoS 0). Waits
   * 2 s at most.
   *
   * @throws MqttUnavailableException if the broker is away, refuses or does not answer in time
   */
  void publish(MqttMessage message);

  /**
   * Sends all of them at once, in this order, and then waits for all acknowledgements: 2 s, and 1
   * ms more for each message.
   *
   * @return those not acknowledged, in order; all of them when the broker is away. Never throws for
   *     an absent broker.
   */
  List<MqttMessage> publishAll(List<MqttMessage> messages);

  /** Whether the broker was there a moment ago; what is published while it is not is not sent. */
  boolean isUp();

  /** Gives the handle back. Closing twice does nothing. */
  @Override
  void close();
}
