package com.tokkatot.alert;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.SnapshotVersions;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The way in to a farm's alert rules. Permissions have been checked at the door. */
@Stateless
public class AlertRules {

  /** Most rules of one farm. */
  public static final int MOST = 200;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject AlertNews news;
  @Inject SnapshotVersions snapshots;

  /** The farm's own, and those of ours that count where it says nothing else. */
  public List<AlertRuleView> of(Member asking) {
    return sql.query(
        "select * from alert_rule where farm_id is null or farm_id = ?"
            + " order by farm_id is null, metric, side, id",
        AlertRuleView::read,
        asking.farmId());
  }

  /**
   * A new rule.
   *
   * @throws Invalid if coop or device are not on the farm
   * @throws Conflict if the farm has enough of them ({@code LIMIT_EXCEEDED})
   */
  public AlertRuleView create(Member member, AlertRuleDraft draft, Origin origin) {
    checkPlace(member, draft);
    var count =
        sql.query(
            "select count(*) as own from alert_rule where farm_id = ?",
            row -> row.getInt("own"),
            member.farmId());
    if (count.get(0) >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST + " alert rules");
    }
    var id = Ids.next(time);
    sql.update(
        "insert into alert_rule (coop_id, device_id, metric, side, from_target, value, margin,"
            + " severity, from_day, to_day, delay_s, suppressed_until, is_enabled, id, farm_id,"
            + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        with(draft, id, member.farmId(), time.instant()));
    note(member, "alert_rule.created", id, origin);
    return own(member, id);
  }

  /**
   * As {@link #create}, of a kind of farm: until somebody changes it, it is taken away with that.
   *
   * @param profile the kind
   */
  public AlertRuleView create(Member member, AlertRuleDraft draft, String profile, Origin origin) {
    var made = create(member, draft, origin);
    sql.update("update alert_rule set profile = ? where id = ?", profile, made.id());
    return made;
  }

  /** Those of the farm's own that it has by its kind and that nobody has changed. */
  public Set<UUID> ofProfile(Member asking) {
    return Set.copyOf(
        sql.query(
            "select id from alert_rule where farm_id = ? and profile is not null",
            row -> Sql.uuid(row, "id"),
            asking.farmId()));
  }

  /**
   * Changes a rule of the farm; its next reading is judged by the new one from the beginning.
   *
   * @throws NotFound if it is not one of the farm's own ({@code ALERT_RULE_NOT_FOUND})
   * @throws Invalid if coop or device are not on the farm
   */
  public AlertRuleView change(
      Member member, UUID ruleId, UnaryOperator<AlertRuleDraft> change, Origin origin) {
    lock(member, ruleId);
    var before = own(member, ruleId).draft();
    var draft = change.apply(before);
    if (draft.equals(before)) {
      return own(member, ruleId);
    }
    checkPlace(member, draft);
    sql.update(
        "update alert_rule set coop_id = ?, device_id = ?, metric = ?, side = ?, from_target = ?,"
            + " value = ?, margin = ?, severity = ?, from_day = ?, to_day = ?, delay_s = ?,"
            + " suppressed_until = ?, is_enabled = ?, profile = null where id = ?",
        with(draft, ruleId));
    sql.update("delete from alert_watch where rule_id = ?", ruleId);
    resolve(member);
    note(member, "alert_rule.changed", ruleId, origin);
    return own(member, ruleId);
  }

  /**
   * Takes a rule of the farm away; a wider one may count again. What it raised is resolved.
   *
   * @throws NotFound if it is not one of the farm's own ({@code ALERT_RULE_NOT_FOUND})
   */
  public void remove(Member member, UUID ruleId, Origin origin) {
    lock(member, ruleId);
    sql.update("delete from alert_rule where id = ?", ruleId);
    resolve(member);
    note(member, "alert_rule.removed", ruleId, origin);
  }

  /** A draft's values as both statements name them first, and the others after them. */
  private static Object[] with(AlertRuleDraft draft, Object... others) {
    var values =
        new Object[] {
          draft.coopId(),
          draft.deviceId(),
          draft.metric(),
          draft.side(),
          draft.fromTarget(),
          draft.value(),
          draft.margin(),
          draft.severity(),
          draft.fromDay(),
          draft.toDay(),
          draft.delayS(),
          draft.suppressedUntil(),
          draft.isEnabled()
        };
    return Stream.of(values, others).flatMap(Arrays::stream).toArray();
  }

  private void resolve(Member member) {
    news.tell(new RaisedLimits(sql, time).resolve(List.of(member.farmId())));
  }

  private AlertRuleView own(Member member, UUID ruleId) {
    return sql
        .query(
            "select * from alert_rule where id = ? and farm_id = ?",
            AlertRuleView::read,
            ruleId,
            member.farmId())
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("ALERT_RULE_NOT_FOUND", "no such rule of this farm"));
  }

  private void lock(Member member, UUID ruleId) {
    sql.query(
        "select 1 from alert_rule where id = ? and farm_id = ? for update",
        row -> true,
        ruleId,
        member.farmId());
    own(member, ruleId);
  }

  private void checkPlace(Member member, AlertRuleDraft draft) {
    require(
        member,
        "coop_id",
        draft.coopId(),
        "select 1 from coop where id = ? and farm_id = ? and removed_at is null");
    require(
        member,
        "device_id",
        draft.deviceId(),
        "select 1 from device where id = ? and farm_id = ? and removed_at is null");
  }

  private void require(Member member, String field, UUID id, String select) {
    if (id != null && sql.query(select, row -> true, id, member.farmId()).isEmpty()) {
      throw new Invalid(field, "is not on this farm");
    }
  }

  /** Last in each change: from here on the farm is locked. */
  private void note(Member member, String action, UUID id, Origin origin) {
    audit.note(member.farmId(), member.accountId(), action, id, "asked by member", origin);
    snapshots.next(member.farmId());
  }
}
