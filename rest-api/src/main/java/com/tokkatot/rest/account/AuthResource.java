package com.tokkatot.rest.account;

import com.tokkatot.account.AccountView;
import com.tokkatot.account.Caller;
import com.tokkatot.account.Sessions;
import com.tokkatot.account.SignIn;
import com.tokkatot.farm.FarmView;
import com.tokkatot.farm.Farms;
import com.tokkatot.rest.shared.Body;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Signing in and out. Source: requirements.md 2.2 A1, A4. */
@Path("v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuthResource {

  @Inject RequestContext context;
  @EJB SignIn signIn;
  @EJB Sessions sessions;
  @EJB Farms farms;

  /**
   * What signing in answers.
   *
   * @param expiresIn seconds
   */
  public record SignedInView(
      String accessToken,
      String tokenType,
      long expiresIn,
      AccountView user,
      List<FarmView> farms) {}

  /** Takes {@code identifier}, {@code email} or {@code phone}, and {@code password}. */
  @POST
  @Path("login")
  @OpenToAll
  public SignedInView login(@HeaderParam("User-Agent") String userAgent, JsonValue json) {
    var body = Body.of(json);
    var signedIn =
        signIn
            .with(contact(body), body.text("password", 200), userAgent, context.origin())
            .orElseThrow(
                () -> new NotSignedIn("INVALID_CREDENTIALS", "contact or password is wrong"));
    return new SignedInView(
        signedIn.accessToken(),
        "Bearer",
        signedIn.expiresInS(),
        signedIn.user(),
        farms.of(new Caller(signedIn.user().id(), null, null)));
  }

  /** Ends the session of the token it is called with. */
  @POST
  @Path("logout")
  @Consumes(MediaType.WILDCARD)
  public void logout() {
    sessions.end(context.caller(), context.origin());
  }

  private static String contact(Body body) {
    for (var field : List.of("identifier", "email", "phone")) {
      if (body.has(field)) {
        return body.text(field, 200);
      }
    }
    throw new Invalid("identifier", "is missing: send email or phone");
  }
}
