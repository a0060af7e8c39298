package com.tokkatot.message;

import com.tokkatot.account.SignInRefusedOften;
import com.tokkatot.account.SignedInFromNewPlace;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Writes a person's messages about the own account, in the transaction of what they tell. No mute
 * and no quiet hours are asked: those are about farms, and a stranger comes at night.
 */
@ApplicationScoped
public class AccountMessages {

  /** So long one new place is told once: its session moves when the phone changes networks. */
  static final Duration SAME_PLACE = Duration.ofDays(1);

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject Event<MessagesChanged> messages;

  void write(@Observes SignedInFromNewPlace news) {
    var told =
        sql.query(
            "select 1 from message where account_id = ? and topic = ? and created_at > ?"
                + " and details ->> 'ip_address' = ?",
            row -> true,
            news.accountId(),
            Topic.SIGN_IN_NEW_PLACE,
            time.instant().minus(SAME_PLACE),
            news.ipAddress());
    if (told.isEmpty()) {
      write(news.accountId(), Topic.SIGN_IN_NEW_PLACE, news.ipAddress(), news.deviceName(), null);
    }
  }

  void write(@Observes SignInRefusedOften news) {
    write(news.accountId(), Topic.SIGN_IN_REFUSED_OFTEN, news.ipAddress(), null, news.count());
  }

  /** To nobody's account nothing is written, and the telling reaches no page. */
  private void write(
      UUID accountId, Topic topic, String ipAddress, String deviceName, Integer count) {
    var now = time.instant();
    sql.update(
        "insert into message (id, account_id, topic, details, severity, is_silent, created_at)"
            + " select ?, account.id, ?, jsonb_strip_nulls(jsonb_build_object("
            + "'ip_address', ?::text, 'device_name', ?::text, 'count', ?::int,"
            + " 'at', ?::timestamptz)), ?, false, ? from account where account.id = ?",
        Ids.next(time),
        topic,
        ipAddress,
        deviceName,
        count,
        now,
        Importance.IMPORTANT,
        now,
        accountId);
    messages.fire(MessagesChanged.written(topic, Importance.IMPORTANT, accountId));
  }
}
