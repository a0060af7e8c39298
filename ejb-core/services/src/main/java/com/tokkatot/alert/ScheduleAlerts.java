package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/** Alerts of schedules that fail again and again at a device. In the caller's transaction. */
@Stateless
public class ScheduleAlerts {

  private static final String NAMED =
      " returning alert.*, (select name from node where node.id = alert.node_id) as node_name";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /**
   * Raises one, unless it is there.
   *
   * @param reason why the last one failed, as a code; for each there are words of their own, which
   *     say what to do
   */
  public void failed(UUID farmId, UUID scheduleId, UUID deviceId, String reason) {
    news.tell(
        sql.query(
            "insert into alert (id, farm_id, device_id, schedule_id, type, severity, message_key,"
                + " reason, triggered_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing"
                + NAMED,
            row -> AlertChange.triggered(AlertView.read(row)),
            Ids.next(time),
            farmId,
            deviceId,
            scheduleId,
            AlertType.SCHEDULE_FAILED,
            AlertType.SCHEDULE_FAILED.severity(),
            "alert.schedule"
                + reason.substring(0, 1).toUpperCase(Locale.ROOT)
                + reason.substring(1),
            reason,
            time.instant()));
  }

  /**
   * It works again, or is not wanted any more.
   *
   * @param deviceId null: at all devices
   */
  public void well(UUID scheduleId, UUID deviceId) {
    news.tell(
        sql.query(
            "update alert set resolved_at = ? where schedule_id = ? and resolved_at is null"
                + " and (?::uuid is null or device_id = ?::uuid)"
                + NAMED,
            row -> AlertChange.resolved(AlertView.read(row)),
            time.instant(),
            scheduleId,
            deviceId,
            deviceId));
  }
}
