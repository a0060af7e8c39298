package com.tokkatot.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

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
  SCHEDULE_FAILED("warning"),
  /** Boards are restarted by day, an hour from now or later: an update cannot wait. */
  FIRMWARE_DUE("warning"),
  /** Boards get something newer some night. */
  FIRMWARE_AVAILABLE("info"),
  /** An update did not take at a board, and is not tried any more. */
  FIRMWARE_FAILED("warning"),
  /** A board went back to the firmware it had. */
  FIRMWARE_ROLLED_BACK("warning"),
  /** A board starts again and again. */
  NODE_RESTARTS("warning"),
  /** A board hardly hears the farm's network. */
  NODE_WEAK("info"),
  /** A board lives on its battery. */
  MAINS_LOST("warning"),
  /** A board's battery is nearly empty. */
  BATTERY_LOW("critical"),
  /** A device says that it is jammed. */
  DEVICE_JAMMED("warning"),
  /** A device says that it cannot, overloaded or broken. */
  DEVICE_FAULT("warning"),
  /** A device has worked so much that somebody should look after it. */
  SERVICE_DUE("info"),
  /** A sensor says nothing, though its board is there. */
  SENSOR_SILENT("warning"),
  /** A sensor reads the very same for hours. */
  SENSOR_STUCK("warning"),
  /** A sensor reads what it never reads at that time, or leaves what those beside it read. */
  SENSOR_ODD("info"),
  /** It is the day on which the farm wants to hear its siren. */
  SIREN_TEST_DUE("info");

  /** For example {@code temperature_high}. */
  private static final Pattern LIMIT = Pattern.compile("[a-z][a-z0-9_]{0,39}_(high|low)");

  private final String severity;

  AlertType(String severity) {
    this.severity = severity;
  }

  /** Whether alerts may be of this type: one of these, or a metric and a side. */
  static boolean isKnown(String type) {
    return LIMIT.matcher(type).matches()
        || Arrays.stream(values()).anyMatch(known -> known.word().equals(type));
  }

  /** As it is stored and told. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String severity() {
    return severity;
  }
}
