package com.tokkatot.firmware;

import com.tokkatot.alert.FirmwareAlerts;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Tells farms that an urgent rollout comes, once each, when the first of their boards is next. No
 * board of theirs is offered it before {@link #AHEAD} has gone by. In the stepper's transaction.
 */
@Stateless
public class UrgentNotices {

  /** How long people know before a board is offered anything. Source: checklist OTA-06. */
  static final Duration AHEAD = Duration.ofHours(1);

  /** Most farms told in one step of a rollout. */
  private static final int MOST = 100;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB FirmwareAlerts alerts;

  /**
   * Tells farms with a board that waits and is next, and have not been told. The caller has locked
   * the rollout, so nobody else tells them of it.
   *
   * @param wave the one that is open
   */
  public void tell(UUID rolloutId, int wave) {
    var farms =
        sql.query(
            """
            select distinct node.farm_id from firmware_target target
            join node on node.id = target.node_id join hub on hub.farm_id = node.farm_id
            where target.rollout_id = ? and target.wave <= ? and target.state = 'waiting'
              and not exists (select 1 from firmware_notice notice
                where notice.rollout_id = target.rollout_id and notice.farm_id = node.farm_id)
            order by node.farm_id limit ?
            """,
            row -> Sql.uuid(row, "farm_id"),
            rolloutId,
            wave,
            MOST);
    for (var farm : farms) {
      alerts
          .due(farm)
          .ifPresent(
              alert ->
                  sql.update(
                      "insert into firmware_notice (rollout_id, farm_id, alert_id, told_at)"
                          + " values (?, ?, ?, ?)",
                      rolloutId,
                      farm,
                      alert,
                      time.instant()));
    }
  }

  /** Ends the alerts of farms for which nothing is to come any more. */
  public void endOver() {
    var over =
        sql.query(
            """
            update firmware_notice set ended_at = ?
            where (rollout_id, farm_id) in (
              select notice.rollout_id, notice.farm_id from firmware_notice notice
              where notice.ended_at is null and not exists (
                select 1 from firmware_target target join node on node.id = target.node_id
                where target.rollout_id = notice.rollout_id and node.farm_id = notice.farm_id
                  and target.state in ('waiting', 'open'))
              order by notice.told_at limit ? for no key update skip locked)
            returning alert_id
            """,
            row -> Sql.uuid(row, "alert_id"),
            time.instant(),
            MOST);
    if (!over.isEmpty()) {
      alerts.over(over);
    }
  }
}
