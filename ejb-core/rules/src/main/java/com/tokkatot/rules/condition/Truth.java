package com.tokkatot.rules.condition;

/** What is known of a statement about the farm. */
public enum Truth {
  TRUE,
  FALSE,
  /** A reading that it needs is too old or not there. */
  UNKNOWN;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
