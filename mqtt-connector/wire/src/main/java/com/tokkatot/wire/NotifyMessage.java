package com.tokkatot.wire;

/**
 * A farm's hub has something new to fetch; on {@code farm/{farm}/hub/notify}. One that is lost
 * costs time only: hubs look by themselves too. Source: WIRE.md 3.7.
 *
 * @param snapshotVersion the version that is there now
 */
public record NotifyMessage(long snapshotVersion) {

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static NotifyMessage read(byte[] payload) {
    return new NotifyMessage(WireReader.of(payload).count("snapshot_version"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter().put("snapshot_version", (Long) snapshotVersion).toBytes();
  }
}
