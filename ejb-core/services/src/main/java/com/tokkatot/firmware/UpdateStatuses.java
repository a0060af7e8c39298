package com.tokkatot.firmware;

import com.tokkatot.alert.FirmwareAlerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What nodes say of the tries, what follows for the node, and when enough has gone wrong. */
@Stateless
public class UpdateStatuses {

  /** A node gets an image offered so often in one rollout. Source: wire.md. */
  static final int MOST_TRIES = 3;

  /** An image that a node has rolled back so often it is never offered again. */
  static final int MOST_ROLL_BACKS = 2;

  /** Until the next try: as long as a night's window, so that it is in the next one. */
  static final Duration RETRY_AFTER = RolloutStepper.NIGHT;

  /** Whoever says it has no order of its own: a hub, or we. */
  private static final OrderKey NO_ORDER = new OrderKey(0, 0, 0);

  @Inject Sql sql;
  @Inject AuditLog audit;
  @EJB FirmwareAlerts alerts;
  @Inject InstantSource time;

  private record Try(UUID rolloutId, UUID releaseId, String version, State state, OrderKey order) {}

  /**
   * Takes one report.
   *
   * @return false if this was never offered to this node of this farm
   */
  public boolean heard(UUID farmId, FirmwareStatus status) {
    if (status.state().over()) {
      lockRollout(status.updateId());
    }
    var found =
        sql.query(
            """
            select tried.*, rollout.release_id, release.version from firmware_update tried
            join firmware_rollout rollout on rollout.id = tried.rollout_id
            join firmware_release release on release.id = rollout.release_id
            where tried.id = ? and tried.node_id = ? and tried.farm_id = ?
            for no key update of tried
            """,
            row ->
                new Try(
                    Sql.uuid(row, "rollout_id"),
                    Sql.uuid(row, "release_id"),
                    row.getString("version"),
                    Sql.word(row, "state", State.class),
                    new OrderKey(
                        row.getLong("incarnation"), row.getLong("boot"), row.getLong("seq"))),
            status.updateId(),
            status.nodeId(),
            farmId);
    if (found.isEmpty()) {
      return false;
    }
    var tried = found.get(0);
    if (isNews(status, tried)) {
      note(farmId, tried, status);
    }
    return true;
  }

  /** Nobody has answered in all that time. A late report still counts. */
  public void endSilent(UUID updateId) {
    sql.query(
            "update firmware_update set state = 'failed', reason = 'silent' where id = ?"
                + " returning farm_id, rollout_id, node_id",
            row ->
                List.of(
                    Sql.uuid(row, "farm_id"),
                    Sql.uuid(row, "rollout_id"),
                    Sql.uuid(row, "node_id")),
            updateId)
        .forEach(
            ids -> {
              again(ids.get(1), ids.get(2));
              tell(ids.get(0), ids.get(1), ids.get(2), false);
            });
  }

  /**
   * First of all, as whoever cancels does: so nobody waits for the other, and two failures that
   * commit together see each other.
   */
  private void lockRollout(UUID updateId) {
    sql.query(
        "select 1 from firmware_rollout where id ="
            + " (select rollout_id from firmware_update where id = ?) for no key update",
        row -> true,
        updateId);
  }

  /** A hub speaks for a node that has said nothing; whatever the node says is newer. */
  private static boolean isNews(FirmwareStatus status, Try tried) {
    return status.order().newerThan(tried.order)
        || status.order().equals(NO_ORDER) && tried.order.equals(NO_ORDER) && !tried.state.over();
  }

  private void note(UUID farmId, Try tried, FirmwareStatus status) {
    sql.update(
        "update firmware_update set state = ?, reason = ?, received_bytes = ?, incarnation = ?,"
            + " boot = ?, seq = ?, status_at = ? where id = ?",
        status.state(),
        status.reason(),
        status.received(),
        status.order().incarnation(),
        status.order().boot(),
        status.order().seq(),
        time.instant(),
        status.updateId());
    if (status.firmwareVersion() != null) {
      sql.update(
          "update node set firmware_version = ? where id = ? and incarnation = ?",
          status.firmwareVersion(),
          status.nodeId(),
          status.order().incarnation());
    }
    if (!status.state().over()) {
      return;
    }
    // Refused because it runs already: by another road it has what it was to get.
    if (status.state() == State.SUCCEEDED || tried.version.equals(status.firmwareVersion())) {
      sql.update(
          "update firmware_target set state = 'succeeded' where rollout_id = ? and node_id = ?",
          tried.rolloutId,
          status.nodeId());
      alerts.succeeded(farmId, status.nodeId());
    } else {
      again(tried.rolloutId, status.nodeId());
      pauseIfTooMuch(tried.rolloutId);
      tell(farmId, tried.rolloutId, status.nodeId(), status.state() == State.ROLLED_BACK);
    }
  }

  /** A failure that is tried once more is nobody's business. */
  private void tell(UUID farmId, UUID rolloutId, UUID nodeId, boolean isRolledBack) {
    var isGivenUp =
        !sql.query(
                "select 1 from firmware_target where rollout_id = ? and node_id = ?"
                    + " and state = 'failed'",
                row -> true,
                rolloutId,
                nodeId)
            .isEmpty();
    if (isRolledBack || isGivenUp) {
      alerts.failed(farmId, nodeId, isRolledBack && !isGivenUp);
    }
  }

  /** Whether the node is to try once more. */
  private void again(UUID rolloutId, UUID nodeId) {
    sql.update(
        """
        update firmware_target target set next_at = ?, state = case when
          (select count(*) from firmware_update
           where rollout_id = target.rollout_id and node_id = target.node_id) < ?
          and (select count(*) from firmware_update tried
               join firmware_rollout other on other.id = tried.rollout_id
               join firmware_rollout this on this.release_id = other.release_id
               where this.id = target.rollout_id and tried.node_id = target.node_id
                 and tried.state = 'rolled_back') < ?
          then 'waiting' else 'failed' end
        where rollout_id = ? and node_id = ? and state = 'open'
        """,
        time.instant().plus(RETRY_AFTER),
        MOST_TRIES,
        MOST_ROLL_BACKS,
        rolloutId,
        nodeId);
  }

  /** In the report's own transaction: what is not offered yet when it commits, never will be. */
  private void pauseIfTooMuch(UUID rolloutId) {
    var isPaused =
        sql.update(
                """
                update firmware_rollout rollout set state = 'paused', reason = 'failures'
                where id = ? and state = 'running' and 100 * (
                  (select count(*) from firmware_update where rollout_id = rollout.id and %s)
                  - forgiven) > most_failures_percent * (select count(*) from firmware_target
                    where rollout_id = rollout.id and wave <= rollout.wave)
                """
                    .formatted(Failures.COUNTED),
                rolloutId)
            > 0;
    if (isPaused) {
      audit.note(
          null, null, "firmware.rollout.paused", rolloutId, "too many failures", Origin.SYSTEM);
    }
  }
}
