package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The invited person's side: invitations to a contact that this account has proven to own. */
@Stateless
public class ReceivedInvitations {

  private static final String MINE =
      """
      select invitation.*, farm.name as farm_name, inviter.name as inviter_name
      from account me
      join invitation on invitation.contact_index in (me.email_index, me.phone_index)
        and invitation.state = 'pending'
      join farm on farm.id = invitation.farm_id and farm.is_active
      join account inviter on inviter.id = invitation.invited_by
      where me.id = ? and me.contact_verified and invitation.expires_at > ?
      """;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Memberships memberships;
  @EJB Farms farms;

  /** Open invitations to the caller, newest first. */
  public List<ReceivedInvitation> of(Caller caller) {
    return sql.query(
        MINE + " order by invitation.created_at desc, invitation.id",
        ReceivedInvitations::view,
        caller.accountId(),
        time.instant());
  }

  /**
   * Joins the farm.
   *
   * @return the farm, as the new member sees it
   * @throws NotFound if the invitation is not the caller's or no longer open ({@code
   *     INVITATION_INVALID})
   * @throws Conflict if the farm is full ({@code LIMIT_EXCEEDED}) or the caller is in it already
   *     ({@code DUPLICATE_RESOURCE})
   */
  public FarmRecord accept(Caller caller, UUID invitationId, Origin origin) {
    var seen = find(caller, invitationId);
    Seats.lock(sql, seen.farmId());
    // Between the look and the lock it may have been answered or withdrawn.
    answer(seen, "accepted");
    if (Seats.taken(sql, seen.farmId()) >= Members.MOST) {
      throw Seats.full();
    }
    var joined =
        sql.update(
            "insert into farm_member (farm_id, account_id, role, invited_by, joined_at)"
                + " select farm_id, ?, role, invited_by, ? from invitation where id = ?"
                + " on conflict do nothing",
            caller.accountId(),
            time.instant(),
            invitationId);
    if (joined == 0) {
      throw new Conflict("DUPLICATE_RESOURCE", "already a member of this farm");
    }
    note(caller, seen, "invitation.accepted", origin);
    return farms.get(memberships.member(caller, seen.farmId()));
  }

  /**
   * Turns the invitation down.
   *
   * @throws NotFound if it is not the caller's or no longer open ({@code INVITATION_INVALID})
   */
  public void decline(Caller caller, UUID invitationId, Origin origin) {
    var seen = find(caller, invitationId);
    answer(seen, "declined");
    note(caller, seen, "invitation.declined", origin);
  }

  private ReceivedInvitation find(Caller caller, UUID invitationId) {
    return sql
        .query(
            MINE + " and invitation.id = ?",
            ReceivedInvitations::view,
            caller.accountId(),
            time.instant(),
            invitationId)
        .stream()
        .findFirst()
        .orElseThrow(Invitations::invalid);
  }

  private void answer(ReceivedInvitation invitation, String answer) {
    var answered =
        sql.update(
            "update invitation set state = ?, answered_at = ? where id = ? and state = 'pending'",
            answer,
            time.instant(),
            invitation.invitationId());
    if (answered == 0) {
      throw Invitations.invalid();
    }
  }

  private void note(Caller caller, ReceivedInvitation invitation, String action, Origin origin) {
    audit.note(
        invitation.farmId(),
        caller.accountId(),
        action,
        invitation.invitationId(),
        "as " + invitation.role(),
        origin);
  }

  private static ReceivedInvitation view(ResultSet row) throws SQLException {
    return new ReceivedInvitation(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        row.getString("farm_name"),
        row.getString("role"),
        row.getString("inviter_name"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"));
  }
}
