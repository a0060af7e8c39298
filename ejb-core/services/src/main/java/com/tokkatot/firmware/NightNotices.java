package com.tokkatot.firmware;

import com.tokkatot.alert.FirmwareAlerts;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * Tells farms that boards of theirs get something newer some night, once however many boards and
 * rollouts there are. Of what is urgent {@link UrgentNotices} tells. Source: requirements 9.
 */
@Stateless
public class NightNotices {

  /** Most farms of one look, told or at the end. */
  private static final int MOST = 500;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB FirmwareAlerts alerts;

  /** One look at all farms. What is begun already when it is first seen tells nobody. */
  public void look() {
    sql.query(
            """
            select distinct node.farm_id from firmware_rollout rollout
            join firmware_target target
              on target.rollout_id = rollout.id and target.state = 'waiting'
            join node on node.id = target.node_id
            where rollout.state = 'running' and rollout.at_night
              and (rollout.not_before is null or rollout.not_before <= ?)
              and node.removed_at is null
              and not exists (select 1 from alert where alert.farm_id = node.farm_id
                and alert.type = 'firmware_available' and alert.resolved_at is null)
            order by node.farm_id limit ?
            """,
            row -> Sql.uuid(row, "farm_id"),
            time.instant(),
            MOST)
        .forEach(alerts::available);
    var over =
        sql.query(
            """
            select id from alert
            where type = 'firmware_available' and resolved_at is null and not exists (
              select 1 from firmware_rollout rollout
              join firmware_target target
                on target.rollout_id = rollout.id and target.state in ('waiting', 'open')
              join node on node.id = target.node_id
              where rollout.at_night and node.farm_id = alert.farm_id
                and node.removed_at is null)
            order by id limit ? for no key update of alert skip locked
            """,
            row -> Sql.uuid(row, "id"),
            MOST);
    if (!over.isEmpty()) {
      alerts.over(over);
    }
  }
}
