package com.tokkatot.schedule;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.device.Devices;
import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.schedule.ScheduleView.Life;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts schedules together for clients, as of one moment. */
record ScheduleViews(Sql sql, Devices devices, Instant now) {

  private static final String SELECT =
      """
      select version.*, schedule.farm_id, farm.timezone, schedule.created_by, schedule.created_at,
             schedule.updated_at, done.last_at, done.done,
             coalesce((select min(planned_at) from schedule_execution execution
                       where execution.schedule_id = schedule.id and planned_at > ?
                         and state = 'pending'), schedule.due_at) as next_at
      from schedule
      join farm on farm.id = schedule.farm_id
      join schedule_version version
        on version.schedule_id = schedule.id and version.version = schedule.version
      left join schedule_done done on done.schedule_id = schedule.id
      where schedule.deleted_at is null and schedule.farm_id = ?
      """;

  private record Found(Stored stored, Life life) {}

  /** One; throws what {@link ScheduleRows#unknown} makes if it is not on the farm. */
  ScheduleView one(UUID farmId, UUID id) {
    var found = sql.query(SELECT + " and schedule.id = ?", this::read, now, farmId, id);
    return views(found).stream().findFirst().orElseThrow(ScheduleRows::unknown);
  }

  /** In the order in which they were made. */
  List<ScheduleView> page(UUID farmId, UUID deviceId, int limit, int offset) {
    return views(
        sql.query(
            SELECT
                + """
                 and (?::uuid is null or exists (select 1 from schedule_target target
                   where target.schedule_id = schedule.id and target.device_id = ?::uuid))
                order by schedule.created_at, schedule.id limit ? offset ?
                """,
            this::read,
            now,
            farmId,
            deviceId,
            deviceId,
            limit,
            offset));
  }

  /** As of a version, of whose life nothing is said. */
  List<ScheduleView> versions(List<Stored> stored) {
    var none = new Life(null, null, null, null, null, 0);
    return views(stored.stream().map(each -> new Found(each, none)).toList());
  }

  private List<ScheduleView> views(List<Found> found) {
    var names =
        names(
            found.stream()
                .flatMap(one -> one.stored.draft().definition().targets().stream())
                .map(target -> target.deviceId())
                .distinct()
                .toList());
    return found.stream()
        .map(
            one ->
                ScheduleView.of(
                    one.stored,
                    ScheduleJson.write(one.stored.draft().definition()),
                    one.life,
                    names))
        .toList();
  }

  Map<UUID, String> names(Collection<UUID> deviceIds) {
    return devices.namesOf(deviceIds).stream()
        .collect(toMap(Devices.Named::id, Devices.Named::name));
  }

  private Found read(ResultSet row) throws SQLException {
    var stored = Stored.read(row);
    return new Found(
        stored,
        new Life(
            Sql.uuid(row, "created_by"),
            Sql.instant(row, "created_at"),
            Sql.instant(row, "updated_at"),
            stored.draft().isEnabled() ? Sql.instant(row, "next_at") : null,
            Sql.instant(row, "last_at"),
            row.getLong("done")));
  }
}
