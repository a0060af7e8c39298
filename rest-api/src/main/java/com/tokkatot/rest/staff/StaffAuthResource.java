package com.tokkatot.rest.staff;

import com.tokkatot.account.Contact;
import com.tokkatot.account.StaffEnrolment;
import com.tokkatot.account.StaffSignIn;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.staff.StaffRequests.ConfirmRequest;
import com.tokkatot.rest.staff.StaffRequests.EnrolRequest;
import com.tokkatot.rest.staff.StaffRequests.StaffLoginRequest;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The way in for staff: password and second factor, after an invitation. */
@ApplicationScoped
@Path("v1/staff/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
@Limited(Limit.AUTH)
public class StaffAuthResource {

  @Inject RequestContext context;
  @EJB StaffSignIn signIn;
  @EJB StaffEnrolment enrolment;

  /**
   * What signing in answers; the session ends after an hour without use.
   *
   * @param expiresIn seconds
   */
  public record StaffSignedInView(
      String accessToken, String tokenType, long expiresIn, String refreshToken, UUID userId) {}

  /** Codes that are never shown again. */
  public record RecoveryCodesView(List<String> recoveryCodes) {}

  @POST
  @Path("login")
  @OpenToAll
  @Fails({ErrorCode.INVALID_CREDENTIALS, ErrorCode.PASSWORD_EXPIRED, ErrorCode.ACCOUNT_LOCKED})
  @Operation(
      summary = "Sign in as staff",
      description = "With password and either totp or recovery_code.")
  public StaffSignedInView login(@RequestBodySchema(StaffLoginRequest.class) JsonValue json) {
    var body = Body.of(json);
    var proof =
        new StaffSignIn.Proof(body.textOrNull("totp", 20), body.textOrNull("recovery_code", 40));
    var admitted =
        signIn.with(
            Contact.email("email", body.text("email", 254)),
            body.text("password", 200),
            proof,
            body.textOrNull("device_name", 100),
            context.origin());
    return new StaffSignedInView(
        admitted.accessToken(),
        "Bearer",
        admitted.expiresInS(),
        admitted.refreshToken(),
        admitted.accountId());
  }

  @POST
  @Path("enrol")
  @OpenToAll
  @Fails(ErrorCode.CODE_INVALID)
  @Operation(
      summary = "Choose a password, get the secret for the authenticator app",
      description = "May be repeated until enrol/confirm has used the invitation.")
  public StaffEnrolment.Secret enrol(@RequestBodySchema(EnrolRequest.class) JsonValue json) {
    var body = Body.of(json);
    return enrolment.begin(body.text("token", 200), body.text("password", 200), context.origin());
  }

  @POST
  @Path("enrol/confirm")
  @OpenToAll
  @Fails(ErrorCode.CODE_INVALID)
  @Operation(
      summary = "Show that the app works, get recovery codes",
      description = "Five wrong codes make the invitation void.")
  public RecoveryCodesView confirm(@RequestBodySchema(ConfirmRequest.class) JsonValue json) {
    var body = Body.of(json);
    return new RecoveryCodesView(
        enrolment.confirm(body.text("token", 200), body.text("totp", 20), context.origin()));
  }
}
