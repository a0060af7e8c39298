package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes down what happens to staff accounts; each call is one transaction. */
@Stateless
public class StaffChanges {

  static final Duration INVITATION_LIFE = Duration.ofDays(3);

  @Inject Sql sql;
  @Inject Accounts accounts;
  @Inject PasswordHistory history;
  @Inject SecondFactors factors;
  @Inject RecoveryCodes recovery;
  @Inject Codes codes;
  @Inject Letters letters;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB Sessions sessions;

  /**
   * Who was invited.
   *
   * @param message for the courier
   */
  public record Invited(UUID id, UUID message) {}

  /**
   * @param by null for the system
   * @throws Conflict if somebody is known by that address ({@code DUPLICATE_RESOURCE})
   */
  public Invited invite(UUID by, Contact contact, String name, StaffRole role, Origin origin) {
    var id = Ids.next(time);
    if (!accounts.add(id, contact, null, name, "en", null, role)) {
      throw new Conflict("DUPLICATE_RESOURCE", "somebody has this address already");
    }
    audit.note(null, by, "staff.invited", id, role.name(), origin);
    return new Invited(id, send(id, contact));
  }

  /** The same invitation once more. */
  public UUID inviteAgain(Account account) {
    return send(account.id(), Contact.email("email", account.email()));
  }

  public String begin(UUID accountId, String hash, Origin origin) {
    accounts.setPassword(accountId, hash);
    history.add(accountId);
    audit.note(null, accountId, "staff.enrolling", accountId, null, origin);
    return factors.begin(accountId);
  }

  /**
   * @return nothing when the invitation was used by somebody quicker
   */
  public Optional<List<String>> confirm(Codes.Answered invitation, Origin origin) {
    if (!codes.use(invitation)) {
      return Optional.empty();
    }
    factors.confirm(invitation.accountId());
    audit.note(
        null, invitation.accountId(), "staff.enrolled", invitation.accountId(), null, origin);
    return Optional.of(recovery.renew(invitation.accountId()));
  }

  /**
   * @param role null leaves it
   * @param active null leaves it
   * @throws NotFound if there is no such member of staff ({@code USER_NOT_FOUND})
   * @throws Conflict if nobody were left to look after staff ({@code LAST_ADMIN})
   */
  public void change(UUID by, UUID id, StaffRole role, Boolean active, Origin origin) {
    // One at a time: two admins who demote each other at once would leave none.
    sql.query(
        "select id from account where staff_role is not null order by id for no key update",
        row -> 1);
    require(id);
    sql.update(
        "update account set staff_role = coalesce(?, staff_role),"
            + " is_active = coalesce(?, is_active) where id = ?",
        role,
        active,
        id);
    var admins =
        sql.query(
            "select 1 from account where staff_role = 'admin' and is_active and totp_confirmed",
            row -> 1);
    if (admins.isEmpty()) {
      throw new Conflict("LAST_ADMIN", "somebody must look after staff");
    }
    var what = (role == null ? "" : role.name() + " ") + (active == null ? "" : "active " + active);
    audit.note(null, by, "staff.changed", id, what.strip(), origin);
    sessions.endAll(id, null, "staff changed", origin);
  }

  /** Takes the second factor away and invites again; the sessions end. */
  public UUID resetFactor(UUID by, UUID id, Origin origin) {
    var account = require(id);
    factors.remove(id);
    recovery.remove(id);
    audit.note(null, by, "staff.totp_reset", id, null, origin);
    sessions.endAll(id, null, "second factor reset", origin);
    return inviteAgain(account);
  }

  private Account require(UUID id) {
    return accounts
        .byId(id)
        .filter(Account::isStaff)
        .orElseThrow(() -> new NotFound("USER_NOT_FOUND", "no such member of staff"));
  }

  private UUID send(UUID id, Contact contact) {
    var issued = codes.issue(id, contact, Purpose.INVITED_STAFF, INVITATION_LIFE);
    return letters.code(contact, Purpose.INVITED_STAFF, issued, "en");
  }
}
