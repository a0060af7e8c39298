package com.tokkatot.rest.account;

import com.tokkatot.account.Admission;
import com.tokkatot.account.Caller;
import com.tokkatot.account.Profiles;
import com.tokkatot.account.SessionOpening;
import com.tokkatot.account.SessionRefresh;
import com.tokkatot.account.Sessions;
import com.tokkatot.account.SignIn;
import com.tokkatot.farm.Farms;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.account.AuthRequests.LoginRequest;
import com.tokkatot.rest.account.AuthRequests.LogoutRequest;
import com.tokkatot.rest.account.AuthRequests.RefreshRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in, staying signed in, signing out. Source: requirements.md 2.2 A1, A3, A4. */
@ApplicationScoped
@Path("v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Signing in")
public class AuthResource {

  @Inject RequestContext context;
  @Inject RefreshCookie cookie;
  @EJB SignIn signIn;
  @EJB Profiles profiles;
  @EJB SessionRefresh refresh;
  @EJB Sessions sessions;
  @EJB Farms farms;

  /** Where the refresh token goes. */
  private enum Refresh {
    BODY,
    COOKIE
  }

  /**
   * What refreshing answers.
   *
   * @param expiresIn seconds
   * @param refreshToken null when it went into the cookie
   */
  public record RefreshedView(
      String accessToken, String tokenType, long expiresIn, String refreshToken) {}

  /**
   * Takes {@code identifier}, {@code email} or {@code phone}, {@code password}, and optionally
   * {@code device_name}, {@code remember} and {@code refresh} (body or cookie).
   */
  @POST
  @Path("login")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails({ErrorCode.INVALID_CREDENTIALS, ErrorCode.CONTACT_NOT_VERIFIED, ErrorCode.ACCOUNT_LOCKED})
  @Operation(
      summary = "Sign in",
      description = "Nothing in the answer tells whether there is such an account.")
  @APIResponseSchema(SignedInView.class)
  public Response login(@RequestBodySchema(LoginRequest.class) JsonValue json) {
    var body = Body.of(json);
    var inCookie = body.wordOr("refresh", Refresh.class, Refresh.BODY) == Refresh.COOKIE;
    var wish =
        new SessionOpening.Wish(body.textOrNull("device_name", 100), body.flagOr("remember", true));
    var signedIn =
        signIn.with(Contacts.any(body), body.text("password", 200), wish, context.origin());
    var caller = new Caller(signedIn.accountId(), null, null);
    return answer(
        signedIn,
        inCookie,
        SignedInView.of(signedIn, inCookie, profiles.of(caller), farms.of(caller)));
  }

  /** Takes {@code refresh_token}, or the cookie; the new one goes where the old one came from. */
  @POST
  @Path("refresh")
  @OpenToAll
  @Limited(Limit.AUTH)
  @Fails(ErrorCode.TOKEN_INVALID)
  @Operation(
      summary = "A new pair of tokens for the refresh token",
      description = "Using an older refresh token again ends the session.")
  @APIResponseSchema(RefreshedView.class)
  @Consumes(MediaType.WILDCARD)
  public Response refresh(
      @CookieParam(RefreshCookie.NAME) String kept,
      @RequestBodySchema(RefreshRequest.class) String text) {
    var given = Body.orEmpty(text).textOrNull("refresh_token", 500);
    var inCookie = given == null;
    if (inCookie && kept == null) {
      throw new NotSignedIn("TOKEN_INVALID", "send refresh_token or the cookie");
    }
    var signedIn = refresh.with(inCookie ? kept : given, context.origin());
    return answer(
        signedIn,
        inCookie,
        new RefreshedView(
            signedIn.accessToken(),
            "Bearer",
            signedIn.expiresInS(),
            inCookie ? null : signedIn.refreshToken()));
  }

  /** Ends the session of the token it is called with; with {@code all_devices} all of them. */
  @POST
  @Path("logout")
  @SignedIn
  @Operation(summary = "Sign out here, or everywhere")
  @APIResponse(responseCode = "204", description = "signed out")
  @Consumes(MediaType.WILDCARD)
  public Response logout(@RequestBodySchema(LogoutRequest.class) String text) {
    sessions.end(
        context.caller(), Body.orEmpty(text).flagOr("all_devices", false), context.origin());
    return Response.noContent().cookie(cookie.drop()).build();
  }

  private Response answer(Admission signedIn, boolean inCookie, Object view) {
    var answer = Response.ok(view);
    return (inCookie ? answer.cookie(cookie.keep(signedIn)) : answer).build();
  }
}
