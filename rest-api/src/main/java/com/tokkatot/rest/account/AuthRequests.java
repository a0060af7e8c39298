package com.tokkatot.rest.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the sign-in calls take, as the document shows it; the resources read it field by field. */
final class AuthRequests {

  private static final String IDENTIFIER =
      "E-mail address or phone number; or send email or phone.";

  private AuthRequests() {}

  @Schema(example = "{\"identifier\": \"012 345 678\", \"password\": \"a long secret\"}")
  record LoginRequest(
      @Schema(description = IDENTIFIER) String identifier,
      String email,
      String phone,
      @Schema(required = true) String password,
      @Schema(maxLength = 100, description = "For the list of sessions.") String deviceName,
      @Schema(
              defaultValue = "true",
              description = "30 days; otherwise the session ends after an hour without use.")
          boolean remember,
      @Schema(
              defaultValue = "body",
              enumeration = {"body", "cookie"},
              description = "Where the refresh token goes.")
          String refresh) {}

  @Schema(example = "{\"refresh_token\": \"AZqsXn0OfDuaUS8dPwqbEA...\"}")
  record RefreshRequest(@Schema(description = "Or the cookie.") String refreshToken) {}

  @Schema(example = "{\"all_devices\": true}")
  record LogoutRequest(@Schema(defaultValue = "false") boolean allDevices) {}

  @Schema(
      example =
          "{\"phone\": \"012 345 678\", \"password\": \"a long secret\", \"name\": \"សុខ\","
              + " \"language\": \"km\", \"terms_accepted\": true}")
  record SignupRequest(
      @Schema(description = "Either this") String email,
      @Schema(description = "or this, in any usual spelling.") String phone,
      @Schema(required = true, minLength = 8) String password,
      @Schema(required = true, maxLength = 100) String name,
      @Schema(
              defaultValue = "km",
              enumeration = {"km", "en"})
          String language,
      @Schema(required = true, description = "Must be true.") boolean termsAccepted) {}

  @Schema(example = "{\"phone\": \"012 345 678\", \"code\": \"123456\"}")
  record VerifyRequest(
      @Schema(description = "From the link; or send contact and code.") String token,
      @Schema(description = IDENTIFIER) String identifier,
      String email,
      String phone,
      @Schema(description = "Six digits.") String code) {}

  @Schema(example = "{\"email\": \"sok@example.com\"}")
  record ForgotPasswordRequest(
      @Schema(description = IDENTIFIER) String identifier, String email, String phone) {}

  @Schema(
      example =
          "{\"phone\": \"012 345 678\", \"code\": \"123456\", \"password\": \"a longer secret\"}")
  record ResetPasswordRequest(
      @Schema(description = "From the link; or send contact and code.") String token,
      @Schema(description = IDENTIFIER) String identifier,
      String email,
      String phone,
      @Schema(description = "Six digits.") String code,
      @Schema(required = true, minLength = 8) String password) {}

  @Schema(
      example = "{\"current_password\": \"a long secret\", \"new_password\": \"a longer secret\"}")
  record ChangePasswordRequest(
      @Schema(required = true) String currentPassword,
      @Schema(required = true, minLength = 8) String newPassword) {}
}
