package com.tokkatot.alert;

import com.tokkatot.alert.ThingAlerts.Thing;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Alerts of firmware: boards of the farm are restarted soon, by day if it is urgent. In the
 * caller's transaction. Source: checklist OTA-06.
 */
@Stateless
public class FirmwareAlerts {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /**
   * Tells a farm's people. Whatever they were told before is over: another update is another alert.
   *
   * @return the alert; empty if somebody else tells them something at this very moment
   */
  public Optional<UUID> due(UUID farmId) {
    var alerts = new FarmAlerts(sql, time);
    var changes = new ArrayList<>(alerts.end(farmId, AlertType.FIRMWARE_DUE));
    var raised = alerts.raise(farmId, AlertType.FIRMWARE_DUE, "alert.firmwareDue");
    changes.addAll(raised);
    news.tell(changes);
    return raised.stream().map(change -> change.alert().id()).findFirst();
  }

  /** Tells a farm's people that boards of theirs are updated some night; nothing if they know. */
  public void available(UUID farmId) {
    news.tell(
        new FarmAlerts(sql, time)
            .raise(farmId, AlertType.FIRMWARE_AVAILABLE, "alert.firmwareAvailable"));
  }

  /** An update did not take at a board: it went back, or is given up. */
  public void failed(UUID farmId, UUID nodeId, boolean isRolledBack) {
    var alerts = new ThingAlerts(sql, time);
    news.tell(
        isRolledBack
            ? alerts.raise(
                Thing.board(farmId, nodeId),
                AlertType.FIRMWARE_ROLLED_BACK,
                "alert.firmwareRolledBack")
            : alerts.raise(
                Thing.board(farmId, nodeId), AlertType.FIRMWARE_FAILED, "alert.firmwareFailed"));
  }

  /** A board has what it was to get. */
  public void succeeded(UUID farmId, UUID nodeId) {
    news.tell(
        new ThingAlerts(sql, time)
            .end(
                Thing.board(farmId, nodeId),
                List.of(AlertType.FIRMWARE_FAILED, AlertType.FIRMWARE_ROLLED_BACK)));
  }

  /** Nothing of it is to come any more. Those that are over stay so. */
  public void over(Collection<UUID> alertIds) {
    news.tell(
        sql.query(
            "update alert set resolved_at = ? where id = any(?) and resolved_at is null"
                + FarmAlerts.NAMED,
            row -> AlertChange.resolved(AlertView.read(row)),
            time.instant(),
            alertIds));
  }
}
