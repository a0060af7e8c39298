package com.tokkatot.rest.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the calls about oneself take, as the document shows it. */
final class UserRequests {

  private UserRequests() {}

  @Schema(example = "{\"name\": \"សុខ ដារ៉ា\", \"language\": \"km\"}")
  record ProfileRequest(
      @Schema(maxLength = 100) String name,
      @Schema(enumeration = {"km", "en"}) String language,
      @Schema(description = "An IANA name, for example Asia/Phnom_Penh.") String timezone,
      @Schema(maxLength = 500, description = "Null takes the picture away.") String avatarUrl,
      @Schema(description = "A new contact counts when its code has come back;") String email,
      @Schema(description = "one at a time.") String phone) {}

  @Schema(example = "{\"password\": \"a long secret\"}")
  record RemovalRequest(@Schema(required = true) String password) {}
}
