package com.tokkatot.rules.time;

/** How far a hub's clock can be believed. Source: schedules.md, "Time". */
public enum ClockGrade {
  /** NTP or the battery-backed clock agrees. */
  TRUSTED(true),
  /** Counted on since it was last trusted; wrong by less than two minutes. */
  HELD(true),
  UNKNOWN(false);

  private final boolean tells;

  ClockGrade(boolean tells) {
    this.tells = tells;
  }

  /**
   * Whether what depends on the time of day may run; conditions, cycles without a window and people
   * need no clock.
   */
  public boolean tellsTime() {
    return tells;
  }
}
