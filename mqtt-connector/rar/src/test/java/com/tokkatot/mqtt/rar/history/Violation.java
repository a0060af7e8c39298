package com.tokkatot.mqtt.rar.history;

import com.tokkatot.mqtt.rar.history.History.Id;

/** A promise of the adapter that a history shows broken. */
public record Violation(Kind kind, Id id) {

  /** Which promise. */
  public enum Kind {
    /** The publisher was told that it is safe, and it is neither stored nor parked. */
    LOST,
    /** Its effect is there more than once, or it is stored and parked. */
    TWICE,
    /** Stored after a later one of the same device. */
    OUT_OF_ORDER,
    /** Stored or parked, and nobody has published it. */
    NEVER_INVOKED,
    /** Stored or parked, and no bean was ever given it. */
    NEVER_DELIVERED
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
