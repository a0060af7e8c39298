package com.tokkatot.alert;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Alerts of urgent firmware: boards of the farm are restarted soon, by day. In the caller's
 * transaction. Source: checklist OTA-06.
 */
@Stateless
public class FirmwareAlerts {

  private static final String NAMED = " returning alert.*, null::text as node_name";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /**
   * Tells a farm's people. Whatever they were told before is over: another update is another alert.
   *
   * @return the alert; empty if somebody else tells them something at this very moment
   */
  public Optional<UUID> due(UUID farmId) {
    var changes =
        new ArrayList<>(
            sql.query(
                "update alert set resolved_at = ?"
                    + " where farm_id = ? and type = ? and resolved_at is null"
                    + NAMED,
                row -> AlertChange.resolved(AlertView.read(row)),
                time.instant(),
                farmId,
                AlertType.FIRMWARE_DUE));
    var raised =
        sql.query(
            "insert into alert (id, farm_id, type, severity, message_key, triggered_at)"
                + " values (?, ?, ?, ?, 'alert.firmwareDue', ?) on conflict do nothing"
                + NAMED,
            row -> AlertChange.triggered(AlertView.read(row)),
            Ids.next(time),
            farmId,
            AlertType.FIRMWARE_DUE,
            AlertType.FIRMWARE_DUE.severity(),
            time.instant());
    changes.addAll(raised);
    news.tell(changes);
    return raised.stream().map(change -> change.alert().id()).findFirst();
  }

  /** Nothing of it is to come any more. Those that are over stay so. */
  public void over(Collection<UUID> alertIds) {
    news.tell(
        sql.query(
            "update alert set resolved_at = ? where id = any(?) and resolved_at is null" + NAMED,
            row -> AlertChange.resolved(AlertView.read(row)),
            time.instant(),
            alertIds));
  }
}
