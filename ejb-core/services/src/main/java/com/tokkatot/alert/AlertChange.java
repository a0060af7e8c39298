package com.tokkatot.alert;

/**
 * What has become of an alert.
 *
 * @param alert as it is now
 */
public record AlertChange(Kind kind, AlertView alert) {

  /** Triggered also when it is back so soon that it is the same alert, or worse than it was. */
  public enum Kind {
    TRIGGERED,
    /** It lasts, it is critical, and nobody has seen it. */
    REPEATED,
    ACKNOWLEDGED,
    RESOLVED
  }

  static AlertChange triggered(AlertView alert) {
    return new AlertChange(Kind.TRIGGERED, alert);
  }

  static AlertChange resolved(AlertView alert) {
    return new AlertChange(Kind.RESOLVED, alert);
  }
}
