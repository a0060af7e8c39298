package com.tokkatot.schedule;

import com.tokkatot.alert.ScheduleAlerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes versions, each with its audit line and event. The farm is locked. */
record ScheduleChanges(
    ScheduleRows rows,
    ScheduleChecks checks,
    AuditLog audit,
    LiveEvents live,
    ScheduleAlerts alerts,
    Made made) {

  /**
   * Who changes what, when and why.
   *
   * @param reason in people's words, or null
   * @param newId of a schedule, if one is made
   */
  record Made(Member by, String reason, Origin origin, Instant at, UUID newId) {}

  Stored create(ScheduleDraft draft) {
    checks.check(made.by.farmId(), made.newId, draft);
    var zone = FarmZone.of(rows.sql(), made.by.farmId());
    var first = new Stored(made.newId, made.by.farmId(), 1, draft, zone, made.at);
    rows.insert(first, made.by.accountId());
    return put(first, "created");
  }

  /** The version that is the newest then; the old one if nothing is new. */
  Stored change(Stored now, ScheduleDraft draft) {
    if (draft.equals(now.draft())) {
      return now;
    }
    checks.check(now.farmId(), now.id(), draft);
    return put(next(now, draft), "changed");
  }

  Stored rollBack(Stored now, Stored then) {
    checks.check(now.farmId(), now.id(), then.draft());
    return put(next(now, then.draft()), "rolled_back");
  }

  void delete(Stored now) {
    put(next(now, now.draft().enabled(false)), "deleted");
    rows.delete(now.id());
  }

  private Stored next(Stored now, ScheduleDraft draft) {
    return new Stored(now.id(), now.farmId(), now.version() + 1, draft, now.zone(), made.at);
  }

  private Stored put(Stored next, String action) {
    rows.put(next, action, made.by.accountId(), made.reason);
    var said = "version " + next.version() + (made.reason == null ? "" : ": " + made.reason);
    audit.note(
        next.farmId(), made.by.accountId(), "schedule." + action, next.id(), said, made.origin);
    var data =
        new EventData()
            .put("schedule_id", next.id())
            .put("action", action)
            .put("version", (Long) next.version())
            .put("is_enabled", (Boolean) next.draft().isEnabled());
    live.append(List.of(LiveEvent.of(next.farmId(), "schedule:changed", data.build(), made.at)));
    if (!next.draft().isEnabled()) {
      alerts.well(next.id(), null);
    }
    return next;
  }
}
