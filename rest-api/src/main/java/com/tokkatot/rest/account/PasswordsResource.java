package com.tokkatot.rest.account;

import com.tokkatot.account.Passwords;
import com.tokkatot.rest.shared.Body;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Passwords that are forgotten or changed. Source: requirements.md 2.2 A6, A7, A8. */
@Path("v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
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
  public ForgotView forgot(JsonValue json) {
    passwords.forgot(Contacts.any(Body.of(json)), context.origin());
    return new ForgotView(true);
  }

  /**
   * Takes {@code token}, or {@code email} or {@code phone} with {@code code}; and {@code password}.
   */
  @POST
  @Path("reset-password")
  @OpenToAll
  public ChangedView reset(JsonValue json) {
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
  public ChangedView change(JsonValue json) {
    var body = Body.of(json);
    passwords.change(
        context.caller(),
        body.text("current_password", 200),
        body.text("new_password", 200),
        context.origin());
    return new ChangedView(true);
  }
}
