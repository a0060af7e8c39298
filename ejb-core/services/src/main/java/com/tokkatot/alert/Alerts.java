package com.tokkatot.alert;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The way in to a farm's alerts. Permissions have been checked at the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Alerts {

  /** Most alerts of one answer. */
  public static final int MAX_LIMIT = 100;

  /** Most alerts of one look back. */
  public static final int MAX_HISTORY = 500;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** Longest way back, in days. */
  public static final int MAX_DAYS = 730;

  private static final String SELECT =
      "select alert.*, node.name as node_name from alert"
          + " left join node on node.id = alert.node_id where alert.farm_id = ?";

  /** Which alerts are asked for. */
  public enum Which {
    ALL,
    TRUE,
    FALSE
  }

  /**
   * A farm's alerts.
   *
   * @param total all that were asked for, whatever part of them is here
   * @param activeCount those that are not resolved
   * @param criticalCount those of them that are critical
   */
  public record AlertList(List<AlertView> alerts, int total, int activeCount, int criticalCount) {}

  /**
   * What was, newest first.
   *
   * @param info how many of them were no worse; the others are as bad as they say
   */
  public record AlertHistory(List<AlertView> alerts, int info, int warning, int critical) {}

  /**
   * The active ones first, then the newest.
   *
   * @throws Invalid if limit or offset is out of range
   */
  public AlertList of(Member member, int limit, int offset) {
    return of(member, Which.ALL, null, limit, offset);
  }

  /**
   * The same, only these.
   *
   * @param severity null: all
   * @throws Invalid if limit or offset is out of range
   */
  public AlertList of(Member member, Which active, Severity severity, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var wanted =
        " and (?::text = 'all' or (alert.resolved_at is null) = (?::text = 'true'))"
            + " and (?::text is null or alert.severity = ?::text)";
    var counted =
        sql.query(
                "select count(*) filter (where true"
                    + wanted
                    + ") as total, count(*) filter (where resolved_at is null) as active,"
                    + " count(*) filter (where resolved_at is null and severity = 'critical')"
                    + " as critical from alert where farm_id = ?",
                row -> List.of(row.getInt("total"), row.getInt("active"), row.getInt("critical")),
                active,
                active,
                severity,
                severity,
                member.farmId())
            .get(0);
    var found =
        sql.query(
            SELECT
                + wanted
                + " order by alert.resolved_at is not null, alert.triggered_at desc, alert.id"
                + " limit ? offset ?",
            AlertView::read,
            member.farmId(),
            active,
            active,
            severity,
            severity,
            limit,
            offset);
    return new AlertList(found, counted.get(0), counted.get(1), counted.get(2));
  }

  /**
   * One alert.
   *
   * @throws NotFound if it is not of the farm ({@code ALERT_NOT_FOUND})
   */
  public AlertView get(Member member, UUID alertId) {
    return sql
        .query(SELECT + " and alert.id = ?", AlertView::read, member.farmId(), alertId)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("ALERT_NOT_FOUND", "no such alert of this farm"));
  }

  /** Whether alerts may be of this type, for example {@code temperature_high}. */
  public static boolean isType(String type) {
    return AlertType.isKnown(type);
  }

  /** Those of these that are there, by id. For features that have checked whose they are. */
  public Map<UUID, AlertView> these(Collection<UUID> alertIds) {
    var found = new HashMap<UUID, AlertView>();
    sql.query(
            "select alert.*, node.name as node_name from alert"
                + " left join node on node.id = alert.node_id where alert.id = any(?)",
            AlertView::read,
            alertIds)
        .forEach(alert -> found.put(alert.id(), alert));
    return found;
  }

  /**
   * What was raised in the last days.
   *
   * @param days 1 to {@link #MAX_DAYS}
   * @param limit 1 to {@link #MAX_HISTORY}
   * @throws Invalid naming what is out of range
   */
  public AlertHistory history(Member member, int days, int limit) {
    if (days < 1 || days > MAX_DAYS) {
      throw new Invalid("days", "must be 1 to " + MAX_DAYS);
    }
    Page.check(limit, MAX_HISTORY, 0);
    var since = time.instant().minus(Duration.ofDays(days));
    var found =
        sql.query(
            SELECT
                + " and alert.triggered_at >= ? order by alert.triggered_at desc, alert.id limit ?",
            AlertView::read,
            member.farmId(),
            since,
            limit);
    var counts = new HashMap<String, Integer>();
    sql.query(
        "select severity, count(*) as many from alert where farm_id = ? and triggered_at >= ?"
            + " group by severity",
        row -> counts.put(row.getString("severity"), row.getInt("many")),
        member.farmId(),
        since);
    return new AlertHistory(
        found,
        counts.getOrDefault("info", 0),
        counts.getOrDefault("warning", 0),
        counts.getOrDefault("critical", 0));
  }

  /**
   * Somebody has seen it. It stays until it is well; whoever says so again changes nothing.
   *
   * @throws NotFound if it is not of the farm ({@code ALERT_NOT_FOUND})
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public AlertView acknowledge(Member member, UUID alertId, Origin origin) {
    var changed =
        sql.update(
            "update alert set acknowledged_by = ?, acknowledged_at = ?"
                + " where id = ? and farm_id = ? and acknowledged_at is null",
            member.accountId(),
            time.instant(),
            alertId,
            member.farmId());
    var alert = get(member, alertId);
    if (changed > 0) {
      audit.note(
          member.farmId(),
          member.accountId(),
          "alert.acknowledged",
          alertId,
          "asked by member",
          origin);
      news.tell(List.of(new AlertChange(AlertChange.Kind.ACKNOWLEDGED, alert)));
    }
    return alert;
  }
}
