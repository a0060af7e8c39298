package com.tokkatot.rest.farm;

import com.tokkatot.account.Contact;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whom to invite, and as what. */
@Schema(example = "{\"phone\": \"012 345 678\", \"role\": \"viewer\"}")
record InvitationRequest(
    @Schema(description = "Either this") String email,
    @Schema(description = "or this, in any usual spelling.") String phone,
    @Schema(
            required = true,
            enumeration = {"manager", "viewer"})
        String role) {

  static Contact contact(Body body) {
    if (body.has("email") == body.has("phone")) {
      throw new Invalid("email", "or phone: send exactly one of the two");
    }
    return body.has("email")
        ? Contact.email("email", body.text("email", 254))
        : Contact.phone("phone", body.text("phone", 40));
  }

  static Role role(JsonValue json) {
    return Body.of(json).word("role", Role.class);
  }
}
