package com.tokkatot.edge.link;

/**
 * A message to send.
 *
 * @param fleeting true: at QoS 0, for what the next message says better; else at QoS 1
 */
public record Outgoing(String topic, byte[] payload, boolean retained, boolean fleeting) {

  /** At QoS 1. */
  public Outgoing(String topic, byte[] payload, boolean retained) {
    this(topic, payload, retained, false);
  }

  /** Not kept by the broker. */
  public static Outgoing passing(String topic, byte[] payload) {
    return new Outgoing(topic, payload, false);
  }

  /** Not kept by the broker, nor sent again by anybody. */
  public static Outgoing fleeting(String topic, byte[] payload) {
    return new Outgoing(topic, payload, false, true);
  }
}
