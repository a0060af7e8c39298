package com.tokkatot.farm;

import com.tokkatot.account.Contact;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The way in to a farm's people. Permissions have been checked at the door: {@link Access}. */
@Stateless
public class Members {

  /** Most people of one farm, open invitations included. Source: decisions.md D19. */
  public static final int MOST = 50;

  private static final String KEEPS_OWNER = "OWNER_REQUIRED";

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject AuditLog audit;
  @Inject Event<MemberChanged> changed;

  /** All members: owner first, then managers, then viewers; each by name. */
  public List<MemberView> of(Member asking) {
    return sql.query(
        """
        select account.id, account.name, account.email_sealed, account.phone_sealed,
               farm_member.role, farm_member.invited_by, farm_member.joined_at,
               (select picture.id from picture
                where picture.account_id = account.id and expires_at is null) as avatar_id
        from farm_member join account on account.id = farm_member.account_id
        where farm_member.farm_id = ?
        order by array_position(array['owner', 'manager', 'viewer'], farm_member.role),
                 account.name, account.id
        """,
        row ->
            new MemberView(
                Sql.uuid(row, "id"),
                row.getString("name"),
                vault.open(Contact.Kind.EMAIL.purpose(), row.getString("email_sealed")),
                vault.open(Contact.Kind.PHONE.purpose(), row.getString("phone_sealed")),
                row.getString("role"),
                avatar(asking.farmId(), Sql.uuid(row, "id"), Sql.uuid(row, "avatar_id")),
                Sql.uuid(row, "invited_by"),
                Sql.instant(row, "joined_at")),
        asking.farmId());
  }

  /**
   * Makes a member a manager or a viewer.
   *
   * @throws Invalid for {@code OWNER}: a farm has one, who made it
   * @throws Conflict if it is the owner, whose role never changes ({@code OWNER_REQUIRED})
   * @throws NotFound if the account is not in the farm ({@code USER_NOT_FOUND})
   */
  public MemberView changeRole(Member asking, UUID accountId, Role role, Origin origin) {
    if (role == Role.OWNER) {
      throw new Invalid("role", "must be manager or viewer");
    }
    var before = lockedRole(asking.farmId(), accountId);
    if (before == Role.OWNER) {
      throw new Conflict(KEEPS_OWNER, "the owner stays the owner");
    }
    if (before != role) {
      sql.update(
          "update farm_member set role = ? where farm_id = ? and account_id = ?",
          role,
          asking.farmId(),
          accountId);
      audit.note(
          asking.farmId(),
          asking.accountId(),
          "member.role_changed",
          accountId,
          before.word() + " to " + role.word(),
          origin);
      changed.fire(new MemberChanged(asking.farmId(), accountId));
    }
    return of(asking).stream()
        .filter(member -> member.userId().equals(accountId))
        .findFirst()
        .orElseThrow(Members::unknown);
  }

  /**
   * Takes a member out of the farm, at once; members take out themselves by leaving.
   *
   * @throws Conflict for the owner: a farm without one is nobody's ({@code OWNER_REQUIRED})
   * @throws NotFound if the account is not in the farm ({@code USER_NOT_FOUND})
   */
  public void remove(Member asking, UUID accountId, Origin origin) {
    var role = lockedRole(asking.farmId(), accountId);
    if (role == Role.OWNER) {
      throw new Conflict(KEEPS_OWNER, "the owner cannot leave; delete the farm instead");
    }
    sql.update(
        "delete from farm_member where farm_id = ? and account_id = ?", asking.farmId(), accountId);
    var left = asking.accountId().equals(accountId);
    audit.note(
        asking.farmId(),
        asking.accountId(),
        left ? "member.left" : "member.removed",
        accountId,
        "was " + role.word(),
        origin);
    changed.fire(new MemberChanged(asking.farmId(), accountId));
  }

  /**
   * Lets pass whoever asks about somebody of the farm.
   *
   * @throws NotFound if the account is not in it ({@code USER_NOT_FOUND})
   */
  public void require(Member asking, UUID accountId) {
    var found =
        sql.query(
            "select 1 from farm_member where farm_id = ? and account_id = ?",
            row -> true,
            asking.farmId(),
            accountId);
    if (found.isEmpty()) {
      throw unknown();
    }
  }

  private static String avatar(UUID farmId, UUID accountId, UUID picture) {
    return picture == null
        ? null
        : "/api/v1/farms/%s/members/%s/avatar?v=%s".formatted(farmId, accountId, picture);
  }

  private Role lockedRole(UUID farmId, UUID accountId) {
    return sql
        .query(
            "select role from farm_member where farm_id = ? and account_id = ? for update",
            row -> Sql.word(row, "role", Role.class),
            farmId,
            accountId)
        .stream()
        .findFirst()
        .orElseThrow(Members::unknown);
  }

  private static NotFound unknown() {
    return new NotFound("USER_NOT_FOUND", "not a member of this farm");
  }
}
