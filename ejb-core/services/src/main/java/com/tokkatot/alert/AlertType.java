package com.tokkatot.alert;

/** What is wrong. */
enum AlertType {
  /** A board has been silent for long, and its hub says so. */
  NODE_OFFLINE("warning"),
  /** The farm's hub has been silent for long: of its boards nobody knows anything. */
  FARM_OFFLINE("critical"),
  /** The loop of a board's emergency stop button is broken: nobody can be sure of the button. */
  WIRE_BROKEN("critical"),
  /** The farm's hub does not know the time: what goes by the time of day waits. */
  CLOCK_UNKNOWN("critical"),
  /** A schedule failed three times in a row at one device. */
  SCHEDULE_FAILED("warning");

  private final String severity;

  AlertType(String severity) {
    this.severity = severity;
  }

  String severity() {
    return severity;
  }
}
