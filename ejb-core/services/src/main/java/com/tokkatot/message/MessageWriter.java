package com.tokkatot.message;

import com.tokkatot.alert.AlertChange;
import com.tokkatot.alert.AlertView;
import com.tokkatot.alert.AlertsChanged;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Writes each member's message in the transaction that raises the alert. */
@ApplicationScoped
public class MessageWriter {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject Event<MessagesChanged> messages;

  /** Only what is new or worse: an alert that is seen or over says so in the messages there are. */
  void write(@Observes AlertsChanged changed) {
    changed.changes().stream()
        .filter(change -> change.kind() == AlertChange.Kind.TRIGGERED)
        .forEach(change -> write(change.alert()));
  }

  private void write(AlertView alert) {
    var now = time.instant();
    var importance = Importance.of(alert.severity());
    var recipients =
        Recipient.of(sql, alert, now).stream()
            .filter(recipient -> recipient.wants(importance))
            .toList();
    var rows =
        recipients.stream()
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
            + " where array_position(array['info', 'important', 'urgent'], message.severity)"
            + " < array_position(array['info', 'important', 'urgent'], excluded.severity)",
        rows);
    messages.fire(
        MessagesChanged.written(
            alert, importance, recipients.stream().map(Recipient::accountId).toList()));
  }
}
