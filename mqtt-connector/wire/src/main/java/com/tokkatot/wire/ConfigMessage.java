package com.tokkatot.wire;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a device is set to, retained on {@code farm/{farm}/devices/{device}/config}. A node takes
 * what is newer than what it has, honours the parameters it knows, and tells the version in its
 * heartbeat. Source: WIRE.md 3.6.
 *
 * @param version 1 or more
 * @param values by parameter; one that is not there is as the board is made
 */
public record ConfigMessage(
    UUID deviceId, long version, Instant issuedAt, Map<String, Double> values) {

  public ConfigMessage {
    values = Map.copyOf(values);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static ConfigMessage read(byte[] payload) {
    return read(WireReader.of(payload));
  }

  static ConfigMessage read(WireReader in) {
    var deviceId = in.uuid("device_id");
    var version = in.count("version");
    if (version == 0) {
      throw new WireFormatException("version", "must be 1 or more");
    }
    return new ConfigMessage(deviceId, version, in.instant("issued_at"), in.numbers("values"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return json().toBytes();
  }

  WireWriter json() {
    return new WireWriter()
        .put("device_id", deviceId)
        .put("version", (Long) version)
        .put("issued_at", issuedAt)
        .putNumbers("values", values);
  }
}
