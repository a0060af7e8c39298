package com.tokkatot.rest.staff;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the calls of staff take, as the document shows it. */
final class StaffRequests {

  private StaffRequests() {}

  @Schema(
      example =
          "{\"email\": \"chan@tokkatot.example\", \"password\": \"Feed-the-hens-7\","
              + " \"totp\": \"123456\"}")
  record StaffLoginRequest(
      @Schema(required = true) String email,
      @Schema(required = true) String password,
      @Schema(description = "Of the authenticator app; or a recovery code.") String totp,
      @Schema(description = "Opens once.") String recoveryCode,
      @Schema(maxLength = 100) String deviceName) {}

  @Schema(example = "{\"token\": \"3Tg0...\", \"password\": \"Feed-the-hens-7\"}")
  record EnrolRequest(
      @Schema(required = true, description = "From the invitation.") String token,
      @Schema(
              required = true,
              minLength = 12,
              description = "With lower-case and upper-case letter, digit and symbol.")
          String password) {}

  @Schema(example = "{\"token\": \"3Tg0...\", \"totp\": \"123456\"}")
  record ConfirmRequest(
      @Schema(required = true) String token, @Schema(required = true) String totp) {}

  @Schema(
      example =
          "{\"email\": \"chan@tokkatot.example\", \"name\": \"Chan\", \"role\": \"technician\"}")
  record InviteStaffRequest(
      @Schema(required = true) String email,
      @Schema(required = true, maxLength = 100) String name,
      @Schema(
              required = true,
              enumeration = {"technician", "operator", "admin"})
          String role) {}

  @Schema(example = "{\"role\": \"operator\"}")
  record ChangeStaffRequest(
      @Schema(enumeration = {"technician", "operator", "admin"}) String role, Boolean isActive) {}
}
