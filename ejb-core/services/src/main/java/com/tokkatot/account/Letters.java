package com.tokkatot.account;

import com.tokkatot.courier.Channel;
import com.tokkatot.courier.CodeMessage;
import com.tokkatot.courier.Courier;
import com.tokkatot.courier.Purpose;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;

/** Gives the courier what is to be brought to a contact. */
@Dependent
class Letters {

  @Inject InstantSource time;
  @EJB Courier courier;

  UUID code(Contact contact, Purpose purpose, Codes.Issued issued, String language) {
    return courier.send(
        new CodeMessage(
            channel(contact),
            contact.value(),
            purpose,
            issued.code(),
            issued.token(),
            language,
            issued.expiresAt()));
  }

  /** "You have an account already": to whoever somebody tried to sign up as. */
  UUID known(Contact contact, String language) {
    return courier.send(
        new CodeMessage(
            channel(contact),
            contact.value(),
            Purpose.KNOWN,
            null,
            null,
            language,
            time.instant().plus(NewAccounts.CODE_LIFE)));
  }

  private static Channel channel(Contact contact) {
    return contact.kind() == Contact.Kind.EMAIL ? Channel.EMAIL : Channel.SMS;
  }
}
