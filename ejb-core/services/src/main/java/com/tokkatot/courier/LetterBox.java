package com.tokkatot.courier;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The message rows seen as a queue. Address and codes are sealed; the codes leave the row as soon
 * as it has been sent or given up, and the row a week later.
 */
@Stateless
public class LetterBox {

  static final String TO = "code_message.to";
  static final String CODE = "code_message.code";
  static final String TOKEN = "code_message.token";

  /** Pauses after the first, second, third and every further failed attempt. */
  static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5));

  /** A row older than this was missed by its own hand-over. */
  static final Duration MISSED = Duration.ofSeconds(2);

  /** Longer than an attempt takes: after it, whoever was sending has died. */
  static final Duration LEASE = Duration.ofSeconds(30);

  static final Duration KEPT = Duration.ofDays(7);

  private static final int MOST = 100;

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject Texts texts;
  @Inject InstantSource time;

  public UUID add(CodeMessage message) {
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
        now.plus(MISSED));
    return id;
  }

  /** Whether it has gone out; nothing before the first attempt has ended. */
  public Optional<Boolean> outcome(UUID id) {
    return sql
        .query(
            "select sent_at is not null from code_message"
                + " where id = ? and (sent_at is not null or last_error is not null)",
            row -> row.getBoolean(1),
            id)
        .stream()
        .findFirst();
  }

  /**
   * What should be sent now, oldest first. Several nodes may see the same: {@link #take} decides.
   */
  public List<Waiting> due(Instant now) {
    return sql.query(
        "select id, channel from code_message"
            + " where sent_at is null and given_up_at is null"
            + " and next_attempt_at <= ? and expires_at > ? order by next_attempt_at limit "
            + MOST,
        row -> new Waiting(Sql.uuid(row, "id"), Sql.word(row, "channel", Channel.class)),
        now,
        now);
  }

  /** Takes it for one attempt; nothing when another has it, or it is over. */
  public Optional<Letter> take(UUID id, Instant now) {
    return sql
        .query(
            "update code_message set attempts = attempts + 1, next_attempt_at = ?"
                + " where id = ? and sent_at is null and given_up_at is null and expires_at > ?"
                + " and (attempts = 0 or next_attempt_at <= ?) returning *",
            this::read,
            now.plus(LEASE),
            id,
            now,
            now)
        .stream()
        .findFirst();
  }

  public void sent(UUID id, Instant now) {
    sql.update(
        "update code_message set sent_at = ?, code_sealed = null, token_sealed = null where id = ?",
        now,
        id);
  }

  /**
   * @param forGood whether trying again is no use
   */
  public void failed(UUID id, String reason, boolean forGood, Instant now) {
    if (forGood) {
      sql.update(
          "update code_message set last_error = ?, given_up_at = ?, code_sealed = null,"
              + " token_sealed = null where id = ?",
          reason,
          now,
          id);
      return;
    }
    sql.update(
        "update code_message set last_error = ?, next_attempt_at = case attempts"
            + " when 1 then ?::timestamptz when 2 then ?::timestamptz when 3 then ?::timestamptz"
            + " else ?::timestamptz end where id = ? and sent_at is null",
        reason,
        now.plus(PAUSES.get(0)),
        now.plus(PAUSES.get(1)),
        now.plus(PAUSES.get(2)),
        now.plus(PAUSES.get(3)),
        id);
  }

  /** Gives up what has expired, and forgets what is long over. */
  public void tidy(Instant now) {
    sql.update(
        "update code_message set given_up_at = ?, code_sealed = null, token_sealed = null"
            + " where sent_at is null and given_up_at is null and expires_at <= ?",
        now,
        now);
    sql.update("delete from code_message where expires_at <= ?", now.minus(KEPT));
  }

  private Letter read(ResultSet row) throws SQLException {
    return texts.letter(
        Sql.uuid(row, "id"),
        Sql.instant(row, "created_at"),
        new CodeMessage(
            Sql.word(row, "channel", Channel.class),
            vault.open(TO, row.getString("to_sealed")),
            Sql.word(row, "purpose", Purpose.class),
            vault.open(CODE, row.getString("code_sealed")),
            vault.open(TOKEN, row.getString("token_sealed")),
            row.getString("language"),
            Sql.instant(row, "expires_at")));
  }
}
