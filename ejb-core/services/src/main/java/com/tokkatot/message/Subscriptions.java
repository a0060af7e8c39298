package com.tokkatot.message;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The way in to what the caller wants to be told. Without any, everything comes; urgent messages
 * come anyway. Source: requirements.md 2.8 L4-L7.
 */
@Stateless
public class Subscriptions {

  /** Most of one member. */
  public static final int MOST = 100;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /** The caller's, by type. */
  public List<SubscriptionView> of(Caller caller) {
    return sql.query(
        "select * from alert_subscription where account_id = ? order by alert_type, id",
        SubscriptionView::read,
        caller.accountId());
  }

  /**
   * A new one.
   *
   * @throws Conflict if there is one of the type ({@code DUPLICATE_RESOURCE}), or there are enough
   *     ({@code LIMIT_EXCEEDED})
   */
  public SubscriptionView create(Caller caller, SubscriptionDraft draft, Origin origin) {
    if (of(caller).size() >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "there are at most " + MOST + " subscriptions");
    }
    var made =
        sql.query(
            "insert into alert_subscription (id, account_id, alert_type, channel, is_enabled,"
                + " quiet_hours_start, quiet_hours_end, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning *",
            SubscriptionView::read,
            Ids.next(time),
            caller.accountId(),
            draft.alertType(),
            draft.channel(),
            draft.isEnabled(),
            start(draft),
            end(draft),
            time.instant());
    if (made.isEmpty()) {
      throw new Conflict("DUPLICATE_RESOURCE", "there is one of this alert_type: change that");
    }
    note(caller, "alert_subscription.created", made.get(0).id(), draft.alertType(), origin);
    return made.get(0);
  }

  /**
   * Changes one.
   *
   * @param change of what is there now
   * @throws NotFound if the caller has none such ({@code SUBSCRIPTION_NOT_FOUND})
   * @throws Conflict if there is another of the new type ({@code DUPLICATE_RESOURCE})
   */
  public SubscriptionView change(
      Caller caller, UUID id, UnaryOperator<SubscriptionDraft> change, Origin origin) {
    var now =
        sql
            .query(
                "select * from alert_subscription where id = ? and account_id = ? for update",
                SubscriptionView::read,
                id,
                caller.accountId())
            .stream()
            .findFirst()
            .orElseThrow(Subscriptions::notFound);
    var draft = change.apply(now.draft());
    var changed =
        sql.query(
            "update alert_subscription set alert_type = ?, is_enabled = ?, quiet_hours_start = ?,"
                + " quiet_hours_end = ? where id = ? and not exists (select 1"
                + " from alert_subscription other where other.account_id = ?"
                + " and other.alert_type = ? and other.id <> ?) returning *",
            SubscriptionView::read,
            draft.alertType(),
            draft.isEnabled(),
            start(draft),
            end(draft),
            id,
            caller.accountId(),
            draft.alertType(),
            id);
    if (changed.isEmpty()) {
      throw new Conflict("DUPLICATE_RESOURCE", "there is another of this alert_type");
    }
    note(caller, "alert_subscription.changed", id, draft.alertType(), origin);
    return changed.get(0);
  }

  /**
   * Takes one away: everything comes again.
   *
   * @throws NotFound if the caller has none such ({@code SUBSCRIPTION_NOT_FOUND})
   */
  public void remove(Caller caller, UUID id, Origin origin) {
    var removed =
        sql.update(
            "delete from alert_subscription where id = ? and account_id = ?",
            id,
            caller.accountId());
    if (removed == 0) {
      throw notFound();
    }
    note(caller, "alert_subscription.deleted", id, "asked by member", origin);
  }

  private static NotFound notFound() {
    return new NotFound("SUBSCRIPTION_NOT_FOUND", "no such subscription of yours");
  }

  private static String start(SubscriptionDraft draft) {
    return draft.quiet() == null ? null : draft.quiet().start().toString();
  }

  private static String end(SubscriptionDraft draft) {
    return draft.quiet() == null ? null : draft.quiet().end().toString();
  }

  private void note(Caller caller, String action, UUID targetId, String reason, Origin origin) {
    audit.note(null, caller.accountId(), action, targetId, reason, origin);
  }
}
