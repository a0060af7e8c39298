package com.tokkatot.edge.link;

/** A message to send at QoS 1. */
public record Outgoing(String topic, byte[] payload, boolean retained) {

  /** Not kept by the broker. */
  public static Outgoing passing(String topic, byte[] payload) {
    return new Outgoing(topic, payload, false);
  }
}
