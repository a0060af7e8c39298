package com.tokkatot.rest.account;

import com.tokkatot.account.SignUp;
import com.tokkatot.account.SignUpRequest;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.account.AuthRequests.SignupRequest;
import com.tokkatot.rest.account.AuthRequests.VerifyRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** New people and the proof of their contacts. Source: requirements.md 2.2 A2, A5. */
@ApplicationScoped
@Path("v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Signing in")
public class SignUpResource {

  @Inject RequestContext context;
  @EJB SignUp signUp;

  /**
   * What signing up answers.
   *
   * @param contact where the code went, in the spelling we keep
   */
  public record SignedUpView(UUID userId, String contact, boolean verificationRequired) {}

  /** What proving a contact answers. */
  public record VerifiedView(boolean verified) {}

  /**
   * Takes {@code email} or {@code phone}, {@code password}, {@code name}, {@code language} and
   * {@code terms_accepted}.
   */
  @POST
  @Path("signup")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails(ErrorCode.CODE_NOT_SENT)
  @Operation(
      summary = "Sign up with an e-mail address or a phone number",
      description = "A code is sent there. A contact that is known gets the same answer.")
  @APIResponseSchema(
      value = SignedUpView.class,
      responseCode = "201",
      responseDescription = "the account, which wants its contact proven")
  public Response signUp(@RequestBodySchema(SignupRequest.class) JsonValue json) {
    var body = Body.of(json);
    var request =
        new SignUpRequest(
            Contacts.one(body),
            body.text("password", 200),
            body.text("name", 100),
            body.has("language") ? body.text("language", 10) : "km");
    if (!body.flagOr("terms_accepted", false)) {
      throw new Invalid("terms_accepted", "must be true");
    }
    var id = signUp.with(request, context.origin());
    return Response.status(Response.Status.CREATED)
        .entity(new SignedUpView(id, request.contact().value(), true))
        .build();
  }

  /** Takes {@code token}, or {@code email} or {@code phone} with {@code code}. */
  @POST
  @Path("verify")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails(ErrorCode.CODE_INVALID)
  @Operation(summary = "Prove one's contact with a code or a link")
  public VerifiedView verify(@RequestBodySchema(VerifyRequest.class) JsonValue json) {
    var body = Body.of(json);
    if (body.has("token")) {
      signUp.verify(body.text("token", 200), context.origin());
    } else {
      signUp.verify(Contacts.any(body), body.text("code", 20), context.origin());
    }
    return new VerifiedView(true);
  }

  /** The same under the name of the first contract. */
  @POST
  @Path("verify-email")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails(ErrorCode.CODE_INVALID)
  @Operation(summary = "The same as verify")
  public VerifiedView verifyEmail(@RequestBodySchema(VerifyRequest.class) JsonValue json) {
    return verify(json);
  }
}
