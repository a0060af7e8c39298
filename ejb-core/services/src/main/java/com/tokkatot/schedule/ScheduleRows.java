package com.tokkatot.schedule;

import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables of schedules, as of one moment; in the caller's transaction. Who writes locks the farm
 * first: then no two changes of its schedules meet, and nobody waits crosswise.
 */
record ScheduleRows(Sql sql, Instant now) {

  /** Of every schedule that is there, its newest version. */
  static final String NEWEST =
      """
      select version.*, schedule.farm_id, farm.timezone
      from schedule
      join farm on farm.id = schedule.farm_id
      join schedule_version version
        on version.schedule_id = schedule.id and version.version = schedule.version
      where schedule.deleted_at is null
      """;

  private static final List<String> TARGET_TYPES = List.of("uuid", "uuid", "int4");

  void lockFarm(UUID farmId) {
    sql.query("select 1 from farm where id = ? for no key update", row -> true, farmId);
  }

  /** All of a farm that are enabled. */
  List<Stored> enabled(UUID farmId) {
    return sql.query(
        NEWEST + " and schedule.farm_id = ? and schedule.is_enabled order by schedule.id",
        Stored::read,
        farmId);
  }

  /**
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  Stored newest(UUID farmId, UUID id) {
    return sql
        .query(NEWEST + " and schedule.farm_id = ? and schedule.id = ?", Stored::read, farmId, id)
        .stream()
        .findFirst()
        .orElseThrow(ScheduleRows::unknown);
  }

  /** One version, whichever it is. */
  Optional<Stored> version(UUID id, long version) {
    return sql
        .query(
            "select version.*, schedule.farm_id, farm.timezone from schedule_version version"
                + " join schedule on schedule.id = schedule_id"
                + " join farm on farm.id = schedule.farm_id"
                + " where schedule_id = ? and version.version = ?",
            Stored::read,
            id,
            version)
        .stream()
        .findFirst();
  }

  static NotFound unknown() {
    return new NotFound("SCHEDULE_NOT_FOUND", "no such schedule on this farm");
  }

  void insert(Stored stored, UUID by) {
    sql.update(
        "insert into schedule (id, farm_id, name, kind, priority, is_enabled, version, created_by,"
            + " created_at, updated_at, planned_to) values (?, ?, '', '', 0, false, 0, ?, ?, ?, ?)",
        stored.id(),
        stored.farmId(),
        by,
        now,
        now,
        now);
  }

  /** Makes a version the newest one. What was expected of the older ones is expected no more. */
  void put(Stored stored, String action, UUID by, String reason) {
    var draft = stored.draft();
    var json = ScheduleJson.write(draft.definition());
    sql.update(
        "insert into schedule_version (schedule_id, version, name, is_enabled, definition, action,"
            + " changed_by, changed_at, reason) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
        stored.id(),
        stored.version(),
        draft.name(),
        draft.isEnabled(),
        json.toString(),
        action,
        by,
        stored.editedAt(),
        reason);
    sql.update(
        "update schedule set name = ?, kind = ?, priority = ?, is_enabled = ?, version = ?,"
            + " updated_at = ?, planned_to = ?, due_at = ? where id = ?",
        draft.name(),
        json.getString("schedule_type"),
        draft.definition().priority(),
        draft.isEnabled(),
        stored.version(),
        now,
        now,
        draft.isEnabled() ? Expected.next(stored.schedule(), now) : null,
        stored.id());
    target(stored);
    forgetExpected(stored.id());
  }

  /** Forgets what was expected and begins anew: it means other instants now. */
  void expectAnew(Stored stored) {
    sql.update(
        "update schedule set planned_to = ?, due_at = ? where id = ?",
        now,
        Expected.next(stored.schedule(), now),
        stored.id());
    forgetExpected(stored.id());
  }

  private void target(Stored stored) {
    sql.update("delete from schedule_target where schedule_id = ?", stored.id());
    var rows =
        stored.draft().definition().targets().stream()
            .map(
                target ->
                    new Object[] {
                      stored.id(), target.deviceId(), (int) target.offset().toSeconds()
                    })
            .toList();
    sql.update(
        "insert into schedule_target (schedule_id, device_id, offset_s)"
            + " select * from unnest(?, ?, ?)",
        Sql.columns(TARGET_TYPES, rows));
  }

  private void forgetExpected(UUID id) {
    sql.update(
        "delete from schedule_execution where schedule_id = ? and state = 'pending'"
            + " and origin = 'schedule' and planned_at > ?",
        id,
        now);
  }

  void delete(UUID id) {
    sql.update(
        "update schedule set deleted_at = ?, updated_at = ?, is_enabled = false, due_at = null"
            + " where id = ?",
        now,
        now,
        id);
    sql.update("delete from schedule_target where schedule_id = ?", id);
    forgetExpected(id);
  }

  /** Those of these devices that have so many schedules, this one not counted. */
  List<UUID> full(List<UUID> deviceIds, UUID but, int most) {
    return sql.query(
        "select device_id from schedule_target where device_id = any(?) and schedule_id <> ?"
            + " group by device_id having count(*) >= ?",
        row -> Sql.uuid(row, "device_id"),
        deviceIds,
        but,
        most);
  }
}
