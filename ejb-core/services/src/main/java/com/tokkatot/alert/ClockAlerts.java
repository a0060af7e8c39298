package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Alerts of hubs whose clock is not to be believed, so that schedules wait. The hub says so again
 * and again. In the caller's transaction. Source: schedules.md, "Time".
 */
@Stateless
public class ClockAlerts {

  private static final String NAMED = " returning alert.*, null::text as node_name";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** Raises one, unless it is there; or ends the one that is there. */
  public void heard(UUID farmId, boolean isUnknown) {
    if (isUnknown) {
      raise(farmId);
    } else {
      resolve(farmId);
    }
  }

  private void raise(UUID farmId) {
    news.tell(
        sql.query(
            "insert into alert (id, farm_id, type, severity, message_key, triggered_at)"
                + " values (?, ?, ?, ?, 'alert.clockUnknown', ?) on conflict do nothing"
                + NAMED,
            row -> AlertChange.triggered(AlertView.read(row)),
            Ids.next(time),
            farmId,
            AlertType.CLOCK_UNKNOWN,
            AlertType.CLOCK_UNKNOWN.severity(),
            time.instant()));
  }

  private void resolve(UUID farmId) {
    news.tell(
        sql.query(
            "update alert set resolved_at = ?"
                + " where farm_id = ? and type = ? and resolved_at is null"
                + NAMED,
            row -> AlertChange.resolved(AlertView.read(row)),
            time.instant(),
            farmId,
            AlertType.CLOCK_UNKNOWN));
  }
}
