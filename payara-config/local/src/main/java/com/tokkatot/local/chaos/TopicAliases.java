package com.tokkatot.local.chaos;

import java.util.Map;

/**
 * Takes from a broker's CONNACK that it accepts topic aliases: a message whose topic was given only
 * in an earlier one could not be understood once that one was dropped.
 */
final class TopicAliases {

  private static final int ALIAS_MAXIMUM = 0x22;

  /** Lengths of the properties that have one. Source: MQTT 5, 2.2.2.2. */
  private static final Map<Integer, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry(0x11, 4),
          Map.entry(0x13, 2),
          Map.entry(0x21, 2),
          Map.entry(ALIAS_MAXIMUM, 2),
          Map.entry(0x24, 1),
          Map.entry(0x25, 1),
          Map.entry(0x27, 4),
          Map.entry(0x28, 1),
          Map.entry(0x29, 1),
          Map.entry(0x2a, 1));

  /** Two strings; every other property without a fixed length is one string or its like. */
  private static final int USER_PROPERTY = 0x26;

  private TopicAliases() {}

  /** The same CONNACK, of version 5, with a maximum of 0 aliases. */
  static Frame refused(Frame connack) {
    var bytes = connack.bytes().clone();
    // Flags and reason; then the properties' length in at most two bytes.
    int at = connack.body() + 2;
    int length = bytes[at] & 0x7f;
    if (bytes[at++] < 0) {
      length |= (bytes[at++] & 0x7f) << 7;
    }
    int end = at + length;
    while (at < end) {
      int property = bytes[at++];
      if (property == ALIAS_MAXIMUM) {
        bytes[at] = 0;
        bytes[at + 1] = 0;
      }
      at += property == USER_PROPERTY ? text(connack, at) : 0;
      at += LENGTHS.containsKey(property) ? LENGTHS.get(property) : text(connack, at);
    }
    return new Frame(bytes, connack.body());
  }

  private static int text(Frame frame, int at) {
    return 2 + frame.unsigned(at);
  }
}
