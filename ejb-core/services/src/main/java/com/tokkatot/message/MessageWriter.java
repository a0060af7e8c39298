package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import com.tokkatot.alert.AlertsChanged;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes each member's message in the transaction that raises the alert. Many alerts of a type on a
 * farm, soon after each other, are one message: twenty boards without power are one thing to do.
 */
@ApplicationScoped
public class MessageWriter {

  /** So soon after each other. */
  static final Duration TOGETHER = Duration.ofMinutes(5);

  private static final String RANK =
      "array_position(array['info', 'important', 'urgent'], %s::text)";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject Event<MessagesChanged> messages;

  /** Only what is new, worse or unseen: what is seen or over says so in the messages there are. */
  void write(@Observes AlertsChanged changed) {
    for (var change : changed.changes()) {
      switch (change.kind()) {
        case TRIGGERED -> write(change.alert());
        case REPEATED -> again(change.alert());
        case ACKNOWLEDGED, RESOLVED -> {}
      }
    }
  }

  private void write(AlertView alert) {
    var now = time.instant();
    var importance = Importance.of(alert.severity());
    var wanting =
        Recipient.of(sql, alert, now).stream()
            .filter(recipient -> recipient.wants(importance))
            .toList();
    var told = toldBesides(alert, importance, wanting, now);
    var rows =
        wanting.stream()
            .filter(recipient -> !told.contains(recipient.accountId()))
            .map(
                recipient ->
                    new Object[] {
                      Ids.next(time),
                      recipient.accountId(),
                      alert.farmId(),
                      alert.id(),
                      importance,
                      recipient.isSilent(importance, now),
                      now
                    })
            .toList();
    sql.batch(
        "insert into message (id, account_id, farm_id, alert_id, severity, is_silent, created_at)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (account_id, alert_id) do update set"
            + " severity = excluded.severity, is_silent = excluded.is_silent,"
            + " created_at = excluded.created_at, read_at = null, deleted_at = null"
            // Who has read that it is warm has not read that it is deadly.
            + " where "
            + RANK.formatted("message.severity")
            + " < "
            + RANK.formatted("excluded.severity"),
        rows);
    tell(alert, importance, wanting.stream().map(Recipient::accountId).toList());
  }

  /** Who is told by a message of just now about another alert; it is unread again. */
  private Set<UUID> toldBesides(
      AlertView alert, Importance importance, List<Recipient> recipients, Instant now) {
    var accounts = recipients.stream().map(Recipient::accountId).toList();
    sql.update(
        """
        with joined as (
          insert into message_also (message_id, alert_id)
          select distinct on (message.account_id) message.id, ?::uuid
          from message join alert on alert.id = message.alert_id
          where message.account_id = any(?) and message.farm_id = ? and alert.type = ?
            and message.severity = ? and message.created_at > ? and message.deleted_at is null
            and not exists (select 1 from message own
              where own.account_id = message.account_id and own.alert_id = ?)
            and not exists (select 1 from message_also also
              join message told on told.id = also.message_id
              where also.alert_id = ? and told.account_id = message.account_id)
          order by message.account_id, message.created_at desc
          on conflict do nothing returning message_id)
        update message set read_at = null from joined where message.id = joined.message_id
        """,
        alert.id(),
        accounts,
        alert.farmId(),
        alert.type(),
        importance,
        now.minus(TOGETHER),
        alert.id(),
        alert.id());
    return new HashSet<>(
        sql.query(
            "select told.account_id from message_also also join message told"
                + " on told.id = also.message_id where also.alert_id = ? and "
                + RANK.formatted("told.severity")
                + " >= "
                + RANK.formatted("?"),
            row -> Sql.uuid(row, "account_id"),
            alert.id(),
            importance));
  }

  /** As if it came now, also to whom had taken it away. */
  private void again(AlertView alert) {
    var accounts =
        sql.query(
            "update message set created_at = ?, read_at = null, deleted_at = null"
                + " where severity = 'urgent' and (alert_id = ?"
                + " or id in (select message_id from message_also where alert_id = ?))"
                + " returning account_id",
            row -> Sql.uuid(row, "account_id"),
            time.instant(),
            alert.id(),
            alert.id());
    tell(alert, Importance.URGENT, accounts);
  }

  private void tell(AlertView alert, Importance importance, List<UUID> accounts) {
    messages.fire(MessagesChanged.written(alert, importance, accounts));
  }
}
