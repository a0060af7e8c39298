package com.tokkatot.courier;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The way in to sending codes. */
@Stateless
public class Courier {

  static final String TO = "code_message.to";
  static final String CODE = "code_message.code";
  static final String TOKEN = "code_message.token";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  /**
   * Writes the message down in the caller's transaction; it is sent after the commit.
   *
   * @return for {@link #awaitSent}
   */
  public UUID send(CodeMessage message) {
    var id = Ids.next(time);
    var now = time.instant();
    sql.update(
        "insert into code_message (id, channel, purpose, language, to_sealed, code_sealed,"
            + " token_sealed, created_at, expires_at, next_attempt_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        message.channel(),
        message.purpose(),
        message.language(),
        vault.seal(TO, message.to()),
        vault.seal(CODE, message.code()),
        vault.seal(TOKEN, message.token()),
        now,
        message.expiresAt(),
        now);
    return id;
  }

  /**
   * Waits for the first attempt to send it; to be called after the commit.
   *
   * @return whether it has gone out; if not, further attempts follow by themselves
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean awaitSent(UUID id, Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    do {
      var state =
          sql.query(
              "select sent_at is not null as sent, attempts from code_message where id = ?",
              row -> row.getBoolean("sent") ? 1 : -row.getInt("attempts"),
              id);
      if (state.isEmpty() || state.get(0) != 0) {
        return !state.isEmpty() && state.get(0) > 0;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    } while (System.nanoTime() < end);
    return false;
  }
}
