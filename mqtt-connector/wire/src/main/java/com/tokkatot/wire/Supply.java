package com.tokkatot.wire;

/**
 * What a board lives on, as far as it says so.
 *
 * @param power {@code mains} or {@code battery}; other words are kept as they are; null: not said
 * @param batteryMv voltage of its battery, mV, or null
 */
public record Supply(String power, Long batteryMv) {

  /** A board that says nothing of it. */
  public static final Supply UNKNOWN = new Supply(null, null);

  static Supply read(WireReader in) {
    return new Supply(in.textOrNull("power"), in.countOrNull("battery_mv"));
  }

  /** Only what is said. */
  void write(WireWriter out) {
    if (power != null) {
      out.put("power", power);
    }
    if (batteryMv != null) {
      out.put("battery_mv", batteryMv);
    }
  }
}
