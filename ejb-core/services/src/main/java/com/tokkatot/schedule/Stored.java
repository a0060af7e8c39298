package com.tokkatot.schedule;

import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.shared.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * One version of a schedule as it is stored.
 *
 * @param zone the farm's
 * @param editedAt when this version was made
 */
record Stored(
    UUID id, UUID farmId, long version, ScheduleDraft draft, ZoneId zone, Instant editedAt) {

  /** As the engine takes it. */
  Schedule schedule() {
    return draft.definition().schedule(id, version, zone, editedAt);
  }

  /** Of a row with the columns of schedule_version, and farm_id and timezone. */
  static Stored read(ResultSet row) throws SQLException {
    var definition = ScheduleJson.read(json(row.getString("definition")));
    return new Stored(
        Sql.uuid(row, "schedule_id"),
        Sql.uuid(row, "farm_id"),
        row.getLong("version"),
        new ScheduleDraft(row.getString("name"), row.getBoolean("is_enabled"), definition),
        ZoneId.of(row.getString("timezone")),
        Sql.instant(row, "changed_at"));
  }

  static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
