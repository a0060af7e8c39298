package com.tokkatot.rest.account;

import com.tokkatot.account.Passwords;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.account.AuthRequests.ChangePasswordRequest;
import com.tokkatot.rest.account.AuthRequests.ForgotPasswordRequest;
import com.tokkatot.rest.account.AuthRequests.ResetPasswordRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Passwords that are forgotten or changed. Source: requirements.md 2.2 A6, A7, A8. */
@ApplicationScoped
@Path("v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Signing in")
public class PasswordsResource {

  @Inject RequestContext context;
  @EJB Passwords passwords;

  /** What it answers, whether or not there is an account. */
  public record ForgotView(boolean accepted) {}

  /** What a new password answers. */
  public record ChangedView(boolean changed) {}

  /** Takes {@code email} or {@code phone}. */
  @POST
  @Path("forgot-password")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Operation(
      summary = "Have a code sent for a new password",
      description = "The answer is the same whether or not there is such an account.")
  public ForgotView forgot(@RequestBodySchema(ForgotPasswordRequest.class) JsonValue json) {
    passwords.forgot(Contacts.any(Body.of(json)), context.origin());
    return new ForgotView(true);
  }

  /**
   * Takes {@code token}, or {@code email} or {@code phone} with {@code code}; and {@code password}.
   */
  @POST
  @Path("reset-password")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails(ErrorCode.CODE_INVALID)
  @Operation(
      summary = "Set a new password with a code",
      description = "All sessions of the account end.")
  public ChangedView reset(@RequestBodySchema(ResetPasswordRequest.class) JsonValue json) {
    var body = Body.of(json);
    var password = body.text("password", 200);
    if (body.has("token")) {
      passwords.reset(body.text("token", 200), password, context.origin());
    } else {
      passwords.reset(Contacts.any(body), body.text("code", 20), password, context.origin());
    }
    return new ChangedView(true);
  }

  /** Takes {@code current_password} and {@code new_password}. */
  @POST
  @Path("change-password")
  @SignedIn
  @Fails(ErrorCode.INVALID_CREDENTIALS)
  @Operation(summary = "Change one's password", description = "All other sessions end.")
  public ChangedView change(@RequestBodySchema(ChangePasswordRequest.class) JsonValue json) {
    var body = Body.of(json);
    passwords.change(
        context.caller(),
        body.text("current_password", 200),
        body.text("new_password", 200),
        context.origin());
    return new ChangedView(true);
  }
}
