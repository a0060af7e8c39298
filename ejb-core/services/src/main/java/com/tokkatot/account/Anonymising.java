package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes an account nobody's, in one transaction. Source: requirements.md 2.10. */
@Stateless
public class Anonymising {

  private static final List<String> TRACES =
      List.of(
          "delete from sign_in_failure using account where account.id = ?"
              + " and contact_index in (email_index, phone_index)",
          "delete from invitation using account where account.id = ?"
              + " and contact_index in (email_index, phone_index)",
          "update invitation set state = 'withdrawn' where invited_by = ? and state = 'pending'",
          "delete from verification_code where account_id = ?",
          "delete from password_history where account_id = ?",
          "delete from recovery_code where account_id = ?",
          "delete from farm_member where account_id = ?",
          "delete from message where account_id = ?",
          "delete from message_mute where account_id = ?",
          "delete from alert_subscription where account_id = ?",
          "delete from setting where scope = 'account' and owner_id = ?",
          "update session set ip_address = null, user_agent = null, device_name = null"
              + " where account_id = ?");

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB Sessions sessions;

  /**
   * @throws Conflict while farms would be left without owner ({@code OWNS_FARMS})
   */
  public void of(UUID accountId, Origin origin) {
    refuseOwner(accountId);
    // Where it was asked from is just what is to be forgotten.
    var nowhere = new Origin(null, null, origin.requestId());
    sessions.endAll(accountId, null, "account deleted", nowhere);
    TRACES.forEach(trace -> sql.update(trace, accountId));
    sql.update(
        "update account set email_sealed = null, email_index = null, phone_sealed = null,"
            + " phone_index = null, pending_sealed = null, pending_index = null,"
            + " password_hash = null, totp_sealed = null, totp_confirmed = false, name = '',"
            + " avatar_url = null, is_active = false, contact_verified = false, deleted_at = ?"
            + " where id = ?",
        time.instant(),
        accountId);
    // Behind the account's row: whoever sends one just now waits for that and finds nobody.
    sql.update(
        "update picture set expires_at = ? where account_id = ? and expires_at is null",
        time.instant(),
        accountId);
    audit.note(null, accountId, "account.deleted", accountId, "asked", nowhere);
    audit.forget(accountId);
  }

  private void refuseOwner(UUID accountId) {
    var farms =
        sql.query(
            "select farm.id, farm.name from farm_member join farm on farm.id = farm_id"
                + " where account_id = ? and role = 'owner' and deleted_at is null"
                + " order by farm.name, farm.id",
            row -> Map.of("id", row.getString("id"), "name", row.getString("name")),
            accountId);
    if (!farms.isEmpty()) {
      throw new Conflict("OWNS_FARMS", "delete these farms first", Map.of("farms", farms));
    }
  }
}
