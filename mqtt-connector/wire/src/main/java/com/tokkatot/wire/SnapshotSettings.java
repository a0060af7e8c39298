package com.tokkatot.wire;

/**
 * What people and we have set for the farm that its hub acts by. Source: WIRE.md 3.7.
 *
 * @param uploadMinutes how often the journal is uploaded, 1 to 30 minutes
 * @param liveReadings whether readings are told at once, or come with the journal only
 */
public record SnapshotSettings(int uploadMinutes, boolean liveReadings) {

  /** Of a farm where nobody has set anything, or of a cloud that says nothing of it. */
  public static final SnapshotSettings USUAL = new SnapshotSettings(5, true);

  private static final int LONGEST = 30;

  /**
   * @throws WireFormatException naming the field that is out of its bounds
   */
  public SnapshotSettings {
    if (uploadMinutes < 1 || uploadMinutes > LONGEST) {
      throw new WireFormatException("upload_minutes", "must be 1 to " + LONGEST);
    }
  }

  static SnapshotSettings read(WireReader in) {
    return new SnapshotSettings(
        (int) Math.min(in.count("upload_minutes"), Integer.MAX_VALUE), in.flag("live_readings"));
  }

  WireWriter json() {
    return new WireWriter()
        .put("upload_minutes", (Long) (long) uploadMinutes)
        .put("live_readings", liveReadings);
  }
}
