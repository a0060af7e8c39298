package com.tokkatot.wire;

import java.util.Comparator;

/**
 * Which of two messages of one node is newer: order belongs to the data, not to arrival. Source:
 * WIRE.md 1.
 *
 * @param incarnation given at claim; a replaced board gets a larger one
 * @param boot the node's persisted boot counter
 * @param seq counts per node since boot
 */
public record OrderKey(long incarnation, long boot, long seq) implements Comparable<OrderKey> {

  private static final Comparator<OrderKey> ORDER =
      Comparator.comparingLong(OrderKey::incarnation)
          .thenComparingLong(OrderKey::boot)
          .thenComparingLong(OrderKey::seq);

  static OrderKey read(WireReader in) {
    return new OrderKey(in.count("incarnation"), in.count("boot"), in.count("seq"));
  }

  WireWriter write(WireWriter out) {
    return out.put("incarnation", (Long) incarnation)
        .put("boot", (Long) boot)
        .put("seq", (Long) seq);
  }

  /** Whether this message was made after the other one. */
  public boolean newerThan(OrderKey other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(OrderKey other) {
    return ORDER.compare(this, other);
  }
}
