package com.tokkatot.wire.journal;

/** How a batch accounts for the sequence numbers it covers. */
public enum Coverage {
  /** Every record is in it. */
  WHOLE,
  /** A tombstone: the readings were thinned to means of a minute, flagged as estimated. */
  THINNED,
  /**
   * A tombstone: the records are not there any more; the reason says why. Nothing else is in it.
   */
  LOST
}
