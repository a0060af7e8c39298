package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * A person's own copy of what is kept about the person. It reads tables of features above, as rows:
 * their rules do not matter here. Source: requirements.md 2.10.
 */
@Stateless
public class AccountCopies {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB Profiles profiles;
  @EJB ActivityLog activities;

  public AccountCopy of(Caller caller, Origin origin) {
    var id = caller.accountId();
    audit.note(null, id, "account.exported", id, null, origin);
    return new AccountCopy(
        time.instant(),
        profiles.of(caller),
        sessions(id),
        farms(id),
        invitations(id),
        commands(id),
        activities.all(id),
        preferences(id),
        messages(id));
  }

  private List<AccountCopy.SessionCopy> sessions(UUID id) {
    return sql.query(
        "select id, device_name, ip_address, user_agent, created_at, last_activity_at, ended_at"
            + " from session where account_id = ? order by created_at, id",
        row ->
            new AccountCopy.SessionCopy(
                Sql.uuid(row, "id"),
                row.getString("device_name"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_activity_at"),
                Sql.instant(row, "ended_at")),
        id);
  }

  private List<AccountCopy.PreferenceCopy> preferences(UUID id) {
    return sql.query(
        "select each.key, each.value from setting, jsonb_each_text(chosen) each"
            + " where scope = 'account' and owner_id = ? order by each.key",
        row -> new AccountCopy.PreferenceCopy(row.getString("key"), row.getString("value")),
        id);
  }

  private List<AccountCopy.MessageCopy> messages(UUID id) {
    return sql.query(
        "select message.id, message.farm_id, coalesce(alert.type, message.topic) as type,"
            + " message.severity, message.created_at, message.read_at,"
            + " message.details ->> 'ip_address' as ip_address,"
            + " message.details ->> 'device_name' as device_name"
            + " from message left join alert on alert.id = message.alert_id"
            + " where message.account_id = ? order by message.created_at, message.id",
        row ->
            new AccountCopy.MessageCopy(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "farm_id"),
                row.getString("type"),
                row.getString("severity"),
                row.getString("ip_address"),
                row.getString("device_name"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "read_at")),
        id);
  }

  private List<AccountCopy.MembershipCopy> farms(UUID id) {
    return sql.query(
        "select farm.id, farm.name, role, joined_at from farm_member"
            + " join farm on farm.id = farm_id where account_id = ? order by joined_at, farm.id",
        row ->
            new AccountCopy.MembershipCopy(
                Sql.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                Sql.instant(row, "joined_at")),
        id);
  }

  private List<AccountCopy.InvitationCopy> invitations(UUID id) {
    return sql.query(
        "select invitation.id, farm_id, role, state, invited_by <> account.id as received,"
            + " invitation.created_at from account join invitation"
            + " on invited_by = account.id or contact_index in (email_index, phone_index)"
            + " where account.id = ? order by invitation.created_at, invitation.id",
        row ->
            new AccountCopy.InvitationCopy(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "farm_id"),
                row.getString("role"),
                row.getString("state"),
                row.getBoolean("received"),
                Sql.instant(row, "created_at")),
        id);
  }

  private List<AccountCopy.CommandCopy> commands(UUID id) {
    return sql.query(
        "select id, farm_id, device_id, action, state, issued_at from command"
            + " where requested_by = ? order by issued_at, id",
        row ->
            new AccountCopy.CommandCopy(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "farm_id"),
                Sql.uuid(row, "device_id"),
                row.getString("action"),
                row.getString("state"),
                Sql.instant(row, "issued_at")),
        id);
  }
}
