package com.tokkatot.account;

import com.tokkatot.shared.Locked;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Five wrong passwords in a quarter of an hour shut the door for a quarter of an hour. Counted by
 * what was tried and not by account, so an unknown contact looks the same; and counted before the
 * password is compared, so that tries side by side are no more than tries one after the other.
 * Source: decisions.md D8.
 */
@Dependent
class Lockout {

  static final int TRIES = 5;
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration KEPT = Duration.ofDays(1);

  @Inject Sql sql;
  @Inject InstantSource time;

  /**
   * Counts a try as failed; {@link #clear} takes it back.
   *
   * @param index keyed hash of what is tried
   * @return how many count now, this one too; the {@link #TRIES}-th shuts the door
   * @throws Locked {@code ACCOUNT_LOCKED}
   */
  int enter(byte[] index) {
    var now = time.instant();
    var windowStart = now.minus(WINDOW);
    var counted =
        sql.query(
            """
            insert into sign_in_failure as f (contact_index, failures, first_at) values (?, 1, ?)
            on conflict (contact_index) do update set
              failures = case when f.first_at <= ? then 1 else f.failures + 1 end,
              first_at = case when f.first_at <= ? then excluded.first_at else f.first_at end,
              locked_until = case when f.first_at > ? and f.failures + 1 >= ? then ? end
            where f.locked_until is null or f.locked_until <= ?
            returning failures
            """,
            row -> row.getInt(1),
            index,
            now,
            windowStart,
            windowStart,
            windowStart,
            TRIES,
            now.plus(WINDOW),
            now);
    if (counted.isEmpty()) {
      throw new Locked("ACCOUNT_LOCKED", "too many wrong passwords", secondsLeft(index));
    }
    return counted.get(0);
  }

  /** The password was right. */
  void clear(byte[] index) {
    sql.update("delete from sign_in_failure where contact_index = ?", index);
  }

  /** Forgets what is too old to count. */
  void forgetOld() {
    sql.update("delete from sign_in_failure where first_at < ?", time.instant().minus(KEPT));
  }

  private long secondsLeft(byte[] index) {
    return sql
        .query(
            "select locked_until from sign_in_failure where contact_index = ?",
            row -> Sql.instant(row, "locked_until"),
            index)
        .stream()
        .map(until -> Math.max(1, Duration.between(time.instant(), until).toSeconds()))
        .findFirst()
        .orElse(1L);
  }
}
