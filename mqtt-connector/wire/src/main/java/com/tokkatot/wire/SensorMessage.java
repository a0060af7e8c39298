package com.tokkatot.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a sensor read at one instant, on {@code farm/{farm}/devices/{device}/sensor}. Source:
 * WIRE.md 3.3.
 *
 * @param timestamp when it was sensed, UTC
 * @param readings 1 to 16, each metric once
 * @param replayed measured while nobody listened and told late: history, never news
 */
public record SensorMessage(
    UUID deviceId, Instant timestamp, OrderKey order, List<Reading> readings, boolean replayed) {

  public SensorMessage {
    readings = List.copyOf(readings);
    if (readings.isEmpty() || readings.size() > 16) {
      throw new WireFormatException("readings", "must hold 1 to 16 readings");
    }
    if (readings.stream().map(Reading::metric).distinct().count() != readings.size()) {
      throw new WireFormatException("readings", "must name each metric once");
    }
  }

  /** What was measured just now. */
  public SensorMessage(UUID deviceId, Instant timestamp, OrderKey order, List<Reading> readings) {
    this(deviceId, timestamp, order, readings, false);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static SensorMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new SensorMessage(
        in.uuid("device_id"),
        in.instant("timestamp"),
        OrderKey.read(in),
        in.array("readings").stream()
            .map(value -> Reading.read(WireReader.element("readings", value)))
            .toList(),
        in.flagOrFalse("replayed"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var list = WireWriter.list();
    readings.forEach(reading -> list.add(reading.write().toJson()));
    var out = new WireWriter().put("device_id", deviceId).put("timestamp", timestamp);
    order.write(out).put("readings", list);
    return (replayed ? out.put("replayed", true) : out).toBytes();
  }
}
