package com.tokkatot.wire;

import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/**
 * One schedule of a farm in its hub's snapshot: the newest version and nothing of those before.
 * Source: WIRE.md 3.7; schedules.md.
 *
 * @param version 1 or more
 * @param zone IANA name of the farm's
 * @param enabled false: it rests, but its hub knows that it is there
 * @param editedAt when this version was made
 * @param sensors by metric, which sensor is meant where a condition names none
 * @param birds of its coop, as {@code com.tokkatot.rules.json.BirdsJson} writes them; null: its
 *     condition does not ask for them
 * @param definition as {@code com.tokkatot.rules.json.ScheduleJson} writes it
 */
public record ScheduleMessage(
    UUID scheduleId,
    long version,
    String zone,
    boolean enabled,
    Instant editedAt,
    Map<String, UUID> sensors,
    JsonObject birds,
    JsonObject definition) {

  public ScheduleMessage {
    sensors = Map.copyOf(sensors);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong; the definition is
   *     judged by whoever uses it
   */
  public static ScheduleMessage read(byte[] document) {
    return read(WireReader.of(document, SnapshotMessage.MAX_BYTES));
  }

  static ScheduleMessage read(WireReader in) {
    var version = in.count("version");
    if (version == 0) {
      throw new WireFormatException("version", "must be 1 or more");
    }
    return new ScheduleMessage(
        in.uuid("schedule_id"),
        version,
        zone(in),
        in.flag("enabled"),
        in.instant("edited_at"),
        in.ids("sensors"),
        in.has("birds") ? in.object("birds") : null,
        in.object("definition"));
  }

  private static String zone(WireReader in) {
    var zone = in.text("zone");
    try {
      ZoneId.of(zone);
      return zone;
    } catch (DateTimeException e) {
      throw new WireFormatException("zone", "is not known: '" + zone + "'");
    }
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return json().toBytes();
  }

  WireWriter json() {
    return new WireWriter()
        .put("schedule_id", scheduleId)
        .put("version", (Long) version)
        .put("zone", zone)
        .put("enabled", enabled)
        .put("edited_at", editedAt)
        .putIds("sensors", sensors)
        .put("birds", birds)
        .put("definition", definition);
  }
}
