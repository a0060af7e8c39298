package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Ids;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Writes down who signs up and whose contact is proven; each call is one transaction. */
@Stateless
public class NewAccounts {

  static final Duration CODE_LIFE = Duration.ofHours(24);

  @Inject Accounts accounts;
  @Inject PendingContacts pending;
  @Inject Codes codes;
  @Inject Letters letters;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /**
   * What was written.
   *
   * @param message for the courier
   */
  public record Written(UUID id, UUID message) {}

  public Written write(SignUpRequest request, String passwordHash, Origin origin) {
    // Always a new id: one that comes twice would tell that the contact was here before.
    var id = Ids.next(time);
    var contact = request.contact();
    var known = accounts.byContact(contact);
    if (known.isPresent() && !known.get().isSettled()) {
      accounts.removeUnverified(known.get().id());
      known = accounts.byContact(contact);
    }
    if (known.isPresent()
        || !accounts.add(
            id, contact, passwordHash, request.name(), request.language(), time.instant(), null)) {
      audit.note(null, null, "sign_up.known", known.map(Account::id).orElse(null), "known", origin);
      var language = known.map(Account::language).orElse(request.language());
      return new Written(id, letters.known(contact, language));
    }
    audit.note(null, id, "sign_up.requested", id, contact.kind().name(), origin);
    var issued = codes.issue(id, contact, Purpose.VERIFY, CODE_LIFE);
    return new Written(id, letters.code(contact, Purpose.VERIFY, issued, request.language()));
  }

  /**
   * The contact has answered with its code: it counts from now on.
   *
   * @return false when the code was used by somebody quicker, or the contact is another's by now
   */
  public boolean confirm(Codes.Answered answered, Origin origin) {
    if (!codes.use(answered)) {
      return false;
    }
    var confirmed =
        pending.confirmFirst(answered)
            || pending.confirmNew(answered.accountId(), answered.contactIndex());
    if (confirmed) {
      audit.note(
          null, answered.accountId(), "contact.verified", answered.accountId(), "code", origin);
    }
    return confirmed;
  }
}
