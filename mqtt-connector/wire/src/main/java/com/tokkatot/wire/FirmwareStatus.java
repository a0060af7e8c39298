package com.tokkatot.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a node is with an offer, on {@code farm/{farm}/devices/{node}/fw_status}. The last one is
 * told until it is acknowledged, over restarts too. Source: WIRE.md 3.11.
 *
 * @param reason why it failed or was rolled back, a word of WIRE.md 3.11 or one of tomorrow; null
 *     otherwise
 * @param version of the image on offer, or null when the offer was refused
 * @param received bytes of the file that have come, or null
 * @param size bytes of the file, or null
 * @param firmwareVersion what the node runs now, or null
 */
public record FirmwareStatus(
    UUID updateId,
    UUID nodeId,
    Instant timestamp,
    OrderKey order,
    State state,
    String reason,
    String version,
    Long received,
    Long size,
    String firmwareVersion) {

  /** Where it stands. */
  public enum State {
    /** On its way to the node: what the cloud writes down when it has sent the offer. */
    OFFERED,
    DOWNLOADING,
    /** Read back and hashed, or waiting for a moment in which nothing runs. */
    VERIFYING,
    REBOOTING,
    /** The new image runs on trial. */
    CONFIRMING,
    SUCCEEDED,
    /** Nothing was changed. */
    FAILED,
    /** It ran, and the old image is back. */
    ROLLED_BACK;

    /** Whether nothing more will come under this update's id. */
    public boolean over() {
      return this == SUCCEEDED || this == FAILED || this == ROLLED_BACK;
    }
  }

  public FirmwareStatus {
    if ((state == State.FAILED || state == State.ROLLED_BACK) && reason == null) {
      throw new WireFormatException("reason", "is missing beside " + state);
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static FirmwareStatus read(byte[] payload) {
    var in = WireReader.of(payload);
    return new FirmwareStatus(
        in.uuid("update_id"),
        in.uuid("node_id"),
        in.instant("timestamp"),
        OrderKey.read(in),
        in.word("state", State.class),
        in.textOrNull("reason"),
        in.textOrNull("version"),
        in.countOrNull("received"),
        in.countOrNull("size"),
        in.textOrNull("firmware_version"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var out =
        new WireWriter()
            .put("update_id", updateId)
            .put("node_id", nodeId)
            .put("timestamp", timestamp);
    order.write(out);
    return out.put("state", state)
        .put("reason", reason)
        .put("version", version)
        .put("received", received)
        .put("size", size)
        .put("firmware_version", firmwareVersion)
        .toBytes();
  }
}
