package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Courier;
import com.tokkatot.courier.Purpose;
import com.tokkatot.limit.Limit;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.TooMany;
import com.tokkatot.shared.Unavailable;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The way in for new people, and the proof that a contact is theirs. Whether a contact was known
 * before is told to nobody but its owner, by message.
 *
 * <p>Without a transaction, because hashing takes a quarter of a second and sending some more.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignUp {

  static final Duration PATIENCE = Duration.ofSeconds(4);

  @Inject PasswordHashes hashes;
  @Inject Codes codes;
  @Inject ContactLimits limits;
  @Inject AuditLog audit;
  @EJB NewAccounts accounts;
  @EJB Courier courier;

  /**
   * Writes the account down and sends a code to its contact.
   *
   * @return an id; not of an account when the contact was known before
   * @throws TooMany when codes were asked for too often, whoever the contact is
   * @throws Unavailable if the code could not be sent yet ({@code CODE_NOT_SENT}); the account is
   *     kept and sending goes on
   */
  public UUID with(SignUpRequest request, Origin origin) {
    limits.take(Limit.SIGN_UP, request.contact());
    var hash = hashes.hash(request.password());
    var written = accounts.write(request, hash, origin);
    if (!courier.awaitSent(written.message(), PATIENCE)) {
      throw new Unavailable("CODE_NOT_SENT", "the code could not be sent yet, we go on trying");
    }
    return written.id();
  }

  /**
   * @param code six digits
   * @throws Invalid if it is wrong, too old or tried too often ({@code CODE_INVALID})
   */
  public void verify(Contact contact, String code, Origin origin) {
    confirm("code", codes.byCode(Purpose.VERIFY, contact, code), origin);
  }

  /**
   * @param token from the link
   * @throws Invalid if it is wrong or too old ({@code CODE_INVALID})
   */
  public void verify(String token, Origin origin) {
    confirm("token", codes.byToken(Purpose.VERIFY, token), origin);
  }

  private void confirm(String field, Optional<Codes.Answered> answered, Origin origin) {
    if (answered.isEmpty() || !accounts.confirm(answered.get(), origin)) {
      audit.noteApart(null, null, "contact.refused", null, "wrong code", origin);
      throw invalidCode(field);
    }
  }

  static Invalid invalidCode(String field) {
    return new Invalid("CODE_INVALID", field, "is wrong, too old or was tried too often");
  }
}
