package com.tokkatot.account;

import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Codes that were sent to a contact and prove that it was reached: six digits to type, or a long
 * token to follow. The table has keyed hashes only. Five wrong tries kill a code, a new code kills
 * the ones before it. Source: requirements.md 5.
 */
@Dependent
class Codes {

  static final int TRIES = 5;
  private static final int TOKEN_BYTES = 32;
  private static final int DIGITS_BELOW = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  /** A new code as it is sent, and never seen again. */
  record Issued(String code, String token, Instant expiresAt) {}

  /** A code that was answered rightly and waits to be used. */
  record Answered(UUID id, UUID accountId, byte[] contactIndex, byte[] codeIndex) {}

  Issued issue(UUID accountId, Contact contact, Purpose purpose, Duration life) {
    var contactIndex = contact.index(vault);
    var now = time.instant();
    var code = String.format("%06d", RANDOM.nextInt(DIGITS_BELOW));
    var bytes = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sql.update(
        "update verification_code set used_at = ?"
            + " where contact_index = ? and purpose = ? and used_at is null",
        now,
        contactIndex,
        purpose);
    sql.update(
        "insert into verification_code (id, account_id, purpose, contact_index, code_index,"
            + " token_index, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        Ids.next(time),
        accountId,
        purpose,
        contactIndex,
        codeIndex(purpose, contactIndex, code),
        tokenIndex(token),
        now,
        now.plus(life));
    return new Issued(code, token, now.plus(life));
  }

  /** Counts the try before it looks, so that tries side by side are counted too. */
  Optional<Answered> byCode(Purpose purpose, Contact contact, String code) {
    var contactIndex = contact.index(vault);
    var expected = codeIndex(purpose, contactIndex, code);
    return sql
        .query(
            "update verification_code set failures = failures + 1 where contact_index = ?"
                + " and purpose = ? and used_at is null and expires_at > ? and failures < ?"
                + " returning id, account_id, contact_index, code_index",
            Codes::read,
            contactIndex,
            purpose,
            time.instant(),
            TRIES)
        .stream()
        .filter(answered -> MessageDigest.isEqual(answered.codeIndex(), expected))
        .findFirst();
  }

  /** Nobody guesses a token, so nothing is counted. */
  Optional<Answered> byToken(Purpose purpose, String token) {
    return sql
        .query(
            "select id, account_id, contact_index, code_index from verification_code"
                + " where token_index = ? and purpose = ? and used_at is null and expires_at > ?"
                + " and failures < ?",
            Codes::read,
            tokenIndex(token),
            purpose,
            time.instant(),
            TRIES)
        .stream()
        .findFirst();
  }

  /** What was asked together with the token was wrong. */
  void failed(Purpose purpose, String token) {
    sql.update(
        "update verification_code set failures = failures + 1"
            + " where token_index = ? and purpose = ?",
        tokenIndex(token),
        purpose);
  }

  /**
   * @return false when somebody else was quicker
   */
  boolean use(Answered answered) {
    return sql.update(
            "update verification_code set used_at = ? where id = ? and used_at is null",
            time.instant(),
            answered.id())
        == 1;
  }

  private byte[] codeIndex(Purpose purpose, byte[] contactIndex, String code) {
    return vault.mac(
        "code",
        purpose.name().getBytes(StandardCharsets.US_ASCII),
        contactIndex,
        code.strip().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] tokenIndex(String token) {
    return vault.index("code.token", token.strip());
  }

  private static Answered read(ResultSet row) throws SQLException {
    return new Answered(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "account_id"),
        row.getBytes("contact_index"),
        row.getBytes("code_index"));
  }
}
