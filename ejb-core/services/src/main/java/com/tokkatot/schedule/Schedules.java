package com.tokkatot.schedule;

import com.tokkatot.alert.ScheduleAlerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Devices;
import com.tokkatot.device.SnapshotVersions;
import com.tokkatot.farm.Member;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The way in to schedules. Permissions have been checked at the door. */
@Stateless
public class Schedules {

  /** Most schedules of one answer. */
  public static final int MAX_LIMIT = 100;

  /** Longest reason, in characters. */
  public static final int LONGEST_REASON = 200;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @EJB Devices devices;
  @EJB LiveEvents live;
  @EJB ScheduleAlerts alerts;

  /**
   * A schedule that was just written down.
   *
   * @param warnings whom it meets; it is there all the same
   */
  public record Saved(ScheduleView schedule, List<OverlapView> warnings) {}

  /** Some of a farm's schedules, and how many there are. */
  public record ScheduleList(List<ScheduleView> schedules, long total, int limit, int offset) {}

  /**
   * A farm's schedules in the order in which they were made.
   *
   * @param deviceId only those that are about it; null: all
   * @throws Invalid if limit or offset is out of range
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ScheduleList of(Member asking, UUID deviceId, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var total =
        sql.query(
                "select count(*) from schedule where farm_id = ? and deleted_at is null"
                    + " and (?::uuid is null or exists (select 1 from schedule_target target"
                    + " where target.schedule_id = schedule.id and target.device_id = ?::uuid))",
                row -> row.getLong(1),
                asking.farmId(),
                deviceId,
                deviceId)
            .get(0);
    var found = views().page(asking.farmId(), deviceId, limit, offset);
    return new ScheduleList(found, total, limit, offset);
  }

  /**
   * One schedule.
   *
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public ScheduleView get(Member asking, UUID id) {
    return views().one(asking.farmId(), id);
  }

  /**
   * A new schedule.
   *
   * @param reason in people's words, or null
   * @throws Invalid naming the field that does not fit the farm
   * @throws Conflict if a device has enough schedules ({@code LIMIT_EXCEEDED})
   */
  public Saved create(Member member, ScheduleDraft draft, String reason, Origin origin) {
    rows().lockFarm(member.farmId());
    return saved(member, changes(member, reason, origin).create(draft));
  }

  /**
   * A copy, which is off until somebody has looked at it.
   *
   * @param name null: as the first one, with a number
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   * @throws Conflict if a device has enough schedules ({@code LIMIT_EXCEEDED})
   */
  public Saved duplicate(Member member, UUID id, String name, Origin origin) {
    rows().lockFarm(member.farmId());
    var draft = rows().newest(member.farmId(), id).draft();
    var copy =
        new ScheduleDraft(name == null ? another(draft.name()) : name, false, draft.definition());
    return saved(member, changes(member, "copy of " + id, origin).create(copy));
  }

  private static String another(String name) {
    var end = " (2)";
    var most = ScheduleDraft.LONGEST_NAME - end.length();
    var length = name.codePointCount(0, name.length());
    return (length <= most ? name : name.substring(0, name.offsetByCodePoints(0, most))) + end;
  }

  /**
   * Changes a schedule: a new version, unless nothing is new.
   *
   * @param change gets what is there now and gives what shall be; no other change comes in between
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   * @throws Invalid naming the field that does not fit the farm
   * @throws Conflict if a device has enough schedules ({@code LIMIT_EXCEEDED})
   */
  public Saved change(
      Member member, UUID id, UnaryOperator<ScheduleDraft> change, String reason, Origin origin) {
    rows().lockFarm(member.farmId());
    var now = rows().newest(member.farmId(), id);
    var next = changes(member, reason, origin).change(now, change.apply(now.draft()));
    return next.version() == now.version() ? shown(member, now) : saved(member, next);
  }

  /**
   * Goes back to what a version said: a new version, which says so.
   *
   * @throws NotFound if schedule or version are not there ({@code SCHEDULE_NOT_FOUND}, {@code
   *     VERSION_NOT_FOUND})
   * @throws Invalid naming what of it does not fit the farm any more
   */
  public Saved rollBack(Member member, UUID id, long version, String reason, Origin origin) {
    rows().lockFarm(member.farmId());
    var now = rows().newest(member.farmId(), id);
    var then =
        rows()
            .version(id, version)
            .orElseThrow(() -> new NotFound("VERSION_NOT_FOUND", "there is no such version"));
    return saved(member, changes(member, reason, origin).rollBack(now, then));
  }

  /**
   * Deletes a schedule; what it did is kept.
   *
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  public void delete(Member member, UUID id, String reason, Origin origin) {
    rows().lockFarm(member.farmId());
    changes(member, reason, origin).delete(rows().newest(member.farmId(), id));
    snapshots.next(member.farmId());
  }

  /** What became of one schedule of many: {@code changed}, {@code unchanged} or {@code refused}. */
  public record Part(UUID scheduleId, String status, String error) {}

  /** Results in the order of asking. */
  public record Bulk(List<Part> schedules, int total) {}

  /**
   * Changes many at once; one that is not there does not hinder the others.
   *
   * @throws Invalid naming the field that is wrong; then nothing has changed
   */
  public Bulk changeAll(
      Member member,
      List<UUID> ids,
      UnaryOperator<ScheduleDraft> change,
      String reason,
      Origin origin) {
    rows().lockFarm(member.farmId());
    var changes = changes(member, reason, origin);
    var parts =
        ids.stream()
            .distinct()
            .map(
                id -> {
                  try {
                    var now = rows().newest(member.farmId(), id);
                    var next = changes.change(now, change.apply(now.draft()));
                    var status = next.version() == now.version() ? "unchanged" : "changed";
                    return new Part(id, status, null);
                  } catch (NotFound e) {
                    return new Part(id, "refused", e.code());
                  }
                })
            .toList();
    if (parts.stream().anyMatch(part -> part.status().equals("changed"))) {
      snapshots.next(member.farmId());
    }
    return new Bulk(parts, parts.size());
  }

  private Saved saved(Member member, Stored stored) {
    snapshots.next(member.farmId());
    return shown(member, stored);
  }

  private Saved shown(Member member, Stored stored) {
    var warnings =
        new Overlapping(sql, devices, time.instant()).with(member.farmId(), stored.schedule());
    return new Saved(views().one(member.farmId(), stored.id()), warnings);
  }

  private ScheduleChanges changes(Member member, String reason, Origin origin) {
    var checks = new ScheduleChecks(devices, rows());
    var made = new ScheduleChanges.Made(member, reason, origin, time.instant(), Ids.next(time));
    return new ScheduleChanges(rows(), checks, audit, live, alerts, made);
  }

  private ScheduleRows rows() {
    return new ScheduleRows(sql, time.instant());
  }

  private ScheduleViews views() {
    return new ScheduleViews(sql, devices, time.instant());
  }
}
