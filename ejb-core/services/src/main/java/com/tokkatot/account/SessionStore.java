package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of sessions. */
@Dependent
class SessionStore {

  static final Duration REMEMBERED = Duration.ofDays(30);
  // Activity is noted when Redis forgets the session, so up to five minutes late.
  static final Duration IDLE = Duration.ofMinutes(60).plus(SessionMemory.REMEMBERED);

  /** How long an address without a session is known for. */
  static final Duration PLACE_KNOWN = Duration.ofDays(90);

  @Inject Sql sql;
  @Inject InstantSource time;

  void add(
      UUID id,
      UUID accountId,
      byte[] salt,
      boolean remembered,
      String deviceName,
      Instant expiresAt,
      Origin origin) {
    var now = time.instant();
    sql.update(
        "insert into session (id, account_id, created_at, expires_at, ip_address, user_agent,"
            + " device_name, last_activity_at, remembered, refresh_salt, refreshed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        accountId,
        now,
        expiresAt,
        origin.ipAddress(),
        origin.userAgent(),
        deviceName,
        now,
        remembered,
        salt,
        now);
  }

  /**
   * Whether a session's address is new for its account, which has had other sessions. Ask with the
   * account's row locked: two that come at once from there are then one new place.
   *
   * @param ipAddress null: not known, so not new
   */
  boolean isNewPlace(UUID accountId, UUID sessionId, String ipAddress) {
    return sql.query(
            "select count(*) > 0 and not coalesce(bool_or(ip_address = ? and last_activity_at > ?),"
                + " false) as is_new from session where account_id = ? and id <> ?",
            row -> ipAddress != null && row.getBoolean("is_new"),
            ipAddress,
            time.instant().minus(PLACE_KNOWN),
            accountId,
            sessionId)
        .get(0);
  }

  Optional<SessionRow> find(UUID id) {
    return sql
        .query(
            "select session.id, account_id, refresh_salt, refresh_counter, refreshed_at,"
                + " expires_at, ended_at, last_activity_at, remembered, is_active, staff_role"
                + " from session join account on account.id = account_id where session.id = ?",
            SessionStore::read,
            id)
        .stream()
        .findFirst();
  }

  /**
   * From the n-th refresh token to the next. One statement, so of many that ask at once one wins.
   *
   * @return false when another was quicker or the session has ended
   */
  boolean rotate(SessionRow session, Origin origin) {
    var now = time.instant();
    return sql.update(
            "update session set refresh_counter = refresh_counter + 1, refreshed_at = ?,"
                + " last_activity_at = ?, expires_at = ?, ip_address = ?, user_agent = ?"
                + " where id = ? and refresh_counter = ? and ended_at is null",
            now,
            now,
            expiry(session.remembered()),
            origin.ipAddress(),
            origin.userAgent(),
            session.id(),
            session.counter())
        == 1;
  }

  /** Notes that somebody uses the session. */
  void touch(SessionRow session) {
    sql.update(
        "update session set last_activity_at = ?, expires_at = ?"
            + " where id = ? and ended_at is null",
        time.instant(),
        session.remembered() ? session.expiresAt() : expiry(false),
        session.id());
  }

  /** Ends one session of this account; the ids of what was alive. */
  List<UUID> end(UUID accountId, UUID id, String reason) {
    return end("id = ? and account_id = ?", reason, id, accountId);
  }

  /**
   * Ends all sessions of the account.
   *
   * @param except one that goes on, or null
   */
  List<UUID> endAll(UUID accountId, UUID except, String reason) {
    return except == null
        ? end("account_id = ?", reason, accountId)
        : end("account_id = ? and id <> ?", reason, accountId, except);
  }

  List<SessionView> views(Caller caller) {
    return sql.query(
        "select id, device_name, ip_address, user_agent, created_at, last_activity_at, expires_at"
            + " from session where account_id = ? and ended_at is null and expires_at > ?"
            + " order by last_activity_at desc, id",
        row ->
            new SessionView(
                Sql.uuid(row, "id"),
                row.getString("device_name"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_activity_at"),
                Sql.instant(row, "expires_at"),
                Sql.uuid(row, "id").equals(caller.sessionId())),
        caller.accountId(),
        time.instant());
  }

  List<UUID> endedSince(Instant since) {
    return sql.query(
        "select id from session where ended_at is not null and ended_at > ?",
        row -> Sql.uuid(row, "id"),
        since);
  }

  Instant expiry(boolean remembered) {
    return time.instant().plus(remembered ? REMEMBERED : IDLE);
  }

  private List<UUID> end(String which, String reason, Object... arguments) {
    var all = new Object[arguments.length + 2];
    all[0] = time.instant();
    all[1] = reason;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return sql.query(
        "update session set ended_at = ?, end_reason = ? where "
            + which
            + " and ended_at is null returning id",
        row -> Sql.uuid(row, "id"),
        all);
  }

  private static SessionRow read(ResultSet row) throws SQLException {
    return new SessionRow(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "account_id"),
        row.getBytes("refresh_salt"),
        row.getInt("refresh_counter"),
        Sql.instant(row, "refreshed_at"),
        Sql.instant(row, "expires_at"),
        Sql.instant(row, "ended_at"),
        Sql.instant(row, "last_activity_at"),
        row.getBoolean("remembered"),
        row.getBoolean("is_active"),
        Sql.word(row, "staff_role", StaffRole.class));
  }
}
