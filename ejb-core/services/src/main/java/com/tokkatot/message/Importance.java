package com.tokkatot.message;

import com.tokkatot.rules.alert.Severity;
import java.util.Locale;

/** How much a message matters. Source: requirements.md 9. */
public enum Importance {
  INFO,
  IMPORTANT,
  /** Ignores switches, mutes and quiet hours: birds may be dying. */
  URGENT;

  /**
   * @param severity of an alert, in lower case
   */
  static Importance of(String severity) {
    return values()[Severity.valueOf(severity.toUpperCase(Locale.ROOT)).ordinal()];
  }
}
