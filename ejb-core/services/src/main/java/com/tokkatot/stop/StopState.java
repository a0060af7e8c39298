package com.tokkatot.stop;

/** Where a stop is between the people who ask and the hub that holds it. */
public enum StopState {
  /** Sent, and not confirmed yet. */
  ASKED,
  /** The hub says that it holds. */
  HELD,
  /** Somebody let go, but by the hub's last word it still holds. */
  RELEASING,
  /** Over. */
  RELEASED
}
