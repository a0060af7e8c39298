package com.tokkatot.edge.link;

/**
 * A message that the broker holds until it is acknowledged.
 *
 * @param acknowledgement tells the broker to forget it; call it once what follows is durable
 */
public record Incoming(String topic, byte[] payload, Runnable acknowledgement) {}
