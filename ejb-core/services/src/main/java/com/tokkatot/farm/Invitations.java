package com.tokkatot.farm;

import com.tokkatot.account.Contact;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
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
import java.util.UUID;

/**
 * The farm's side of invitations. They go to a contact, which may have no account yet; whoever
 * proves to own that contact finds them: {@link ReceivedInvitations}.
 */
@Stateless
public class Invitations {

  static final Duration LIFE = Duration.ofDays(7);
  static final String PURPOSE = "invitation.contact";

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Access access;

  /** Open invitations of the farm, newest first. */
  public List<InvitationView> of(Member asking) {
    return sql.query(
        "select * from invitation where farm_id = ? and state = 'pending' and expires_at > ?"
            + " order by created_at desc, id",
        this::view,
        asking.farmId(),
        time.instant());
  }

  /**
   * Invites whoever owns this contact, for {@link #LIFE}.
   *
   * @throws NotAllowed if a manager invites a manager ({@code FORBIDDEN})
   * @throws Invalid for {@code OWNER}: a farm has one, who made it
   * @throws Conflict if the contact is a member's or has been invited ({@code DUPLICATE_RESOURCE}),
   *     or if the farm is full ({@code LIMIT_EXCEEDED})
   */
  public InvitationView invite(Member inviting, Contact contact, Role role, Origin origin) {
    if (role == Role.OWNER) {
      throw new Invalid("role", "must be manager or viewer");
    }
    access.require(inviting, needed(role), origin);
    var now = time.instant();
    var index = vault.index("contact", contact.value());
    Seats.lock(sql, inviting.farmId());
    checkIsNew(inviting.farmId(), index, now);
    if (Seats.taken(sql, inviting.farmId()) + of(inviting).size() >= Members.MOST) {
      throw Seats.full();
    }
    var id = Ids.next(time);
    var expiresAt = now.plus(LIFE);
    sql.update(
        "insert into invitation (id, farm_id, contact_sealed, contact_index, role, invited_by,"
            + " created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        inviting.farmId(),
        vault.seal(PURPOSE, contact.value()),
        index,
        role,
        inviting.accountId(),
        now,
        expiresAt);
    note(inviting, "invitation.made", id, role, origin);
    return new InvitationView(
        id, contact.value(), role.word(), "pending", inviting.accountId(), now, expiresAt);
  }

  /**
   * Takes an open invitation back.
   *
   * @throws NotFound if it is not open or not of this farm ({@code INVITATION_INVALID})
   * @throws NotAllowed if a manager takes back a manager's ({@code FORBIDDEN})
   */
  public void withdraw(Member asking, UUID invitationId, Origin origin) {
    var role =
        sql
            .query(
                "select role from invitation where id = ? and farm_id = ? and state = 'pending'"
                    + " and expires_at > ? for update",
                row -> Sql.word(row, "role", Role.class),
                invitationId,
                asking.farmId(),
                time.instant())
            .stream()
            .findFirst()
            .orElseThrow(Invitations::invalid);
    access.require(asking, needed(role), origin);
    sql.update(
        "update invitation set state = 'withdrawn', answered_at = ? where id = ?",
        time.instant(),
        invitationId);
    note(asking, "invitation.withdrawn", invitationId, role, origin);
  }

  static NotFound invalid() {
    return new NotFound("INVITATION_INVALID", "no such invitation, or no longer open");
  }

  // The door knows only that somebody may be invited; as what is in the body.
  private static Permission needed(Role role) {
    return role == Role.MANAGER ? Permission.INVITE_MANAGER : Permission.INVITE_VIEWER;
  }

  private void checkIsNew(UUID farmId, byte[] index, Instant now) {
    var member =
        sql.query(
            "select 1 from farm_member join account on account.id = farm_member.account_id"
                + " where farm_id = ? and ? in (email_index, phone_index)",
            row -> true,
            farmId,
            index);
    if (!member.isEmpty()) {
      throw new Conflict("DUPLICATE_RESOURCE", "already a member of this farm");
    }
    var invited =
        sql.query(
            "select 1 from invitation where farm_id = ? and contact_index = ?"
                + " and state = 'pending' and expires_at > ?",
            row -> true,
            farmId,
            index,
            now);
    if (!invited.isEmpty()) {
      throw new Conflict("DUPLICATE_RESOURCE", "already invited; withdraw that one first");
    }
  }

  private void note(Member by, String action, UUID invitationId, Role role, Origin origin) {
    audit.note(by.farmId(), by.accountId(), action, invitationId, "as " + role.word(), origin);
  }

  private InvitationView view(ResultSet row) throws SQLException {
    return new InvitationView(
        Sql.uuid(row, "id"),
        vault.open(PURPOSE, row.getString("contact_sealed")),
        row.getString("role"),
        row.getString("state"),
        Sql.uuid(row, "invited_by"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "expires_at"));
  }
}
