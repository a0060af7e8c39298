package com.tokkatot.rest.account;

import com.tokkatot.account.Contact;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;

/** Reads from a body whom it is about. */
final class Contacts {

  private static final int LONGEST = 254;

  private Contacts() {}

  /**
   * {@code email} or {@code phone}, exactly one of them.
   *
   * @throws Invalid naming the field
   */
  static Contact one(Body body) {
    if (body.has("email") && body.has("phone")) {
      throw new Invalid("phone", "must not come together with email");
    }
    return body.has("phone")
        ? Contact.phone("phone", body.text("phone", LONGEST))
        : Contact.email("email", body.text("email", LONGEST));
  }

  /**
   * {@code identifier}, or as {@link #one}.
   *
   * @throws Invalid naming the field
   */
  static Contact any(Body body) {
    return body.has("identifier")
        ? Contact.any("identifier", body.text("identifier", LONGEST))
        : one(body);
  }
}
