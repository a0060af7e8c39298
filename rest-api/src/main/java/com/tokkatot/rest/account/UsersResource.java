package com.tokkatot.rest.account;

import com.tokkatot.account.AccountCopies;
import com.tokkatot.account.AccountCopy;
import com.tokkatot.account.AccountRemoval;
import com.tokkatot.account.AccountView;
import com.tokkatot.account.ProfileChange;
import com.tokkatot.account.Profiles;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.account.UserRequests.ProfileRequest;
import com.tokkatot.rest.account.UserRequests.RemovalRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own account. Source: requirements.md 2.3 U1, U2; 2.10. */
@ApplicationScoped
@Path("v1/users/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class UsersResource {

  private static final String FILE = "attachment; filename=\"tokkatot-account.json\"";

  @Inject RequestContext context;
  @EJB Profiles profiles;
  @EJB AccountCopies copies;
  @EJB AccountRemoval removal;

  @GET
  @SignedIn
  @Operation(summary = "The caller")
  public AccountView me() {
    return profiles.of(context.caller());
  }

  /** Takes any of name, language, timezone, avatar_url, and email or phone. */
  @PUT
  @SignedIn
  @Consumes(MediaType.APPLICATION_JSON)
  @Fails(ErrorCode.CODE_NOT_SENT)
  @Operation(
      summary = "Change one's own account",
      description =
          "Only what is sent changes. A new contact is pending until the code that is sent there"
              + " has come back by POST /auth/verify.")
  public AccountView change(@RequestBodySchema(ProfileRequest.class) JsonValue json) {
    var body = Body.of(json);
    var noPicture = body.mentions("avatar_url") && !body.has("avatar_url");
    var change =
        new ProfileChange(
            body.textOrNull("name", 100),
            body.textOrNull("language", 10),
            body.textOrNull("timezone", 60),
            noPicture ? "" : body.textOrNull("avatar_url", 500),
            body.has("email") || body.has("phone") ? Contacts.one(body) : null);
    return profiles.change(context.caller(), change, context.origin());
  }

  @GET
  @Path("export")
  @SignedIn
  @Limited(Limit.REPORT)
  @Operation(
      summary = "Everything we know of the caller, as a file",
      description = "Account, preferences, sessions, farms, invitations, commands and activity.")
  @APIResponseSchema(AccountCopy.class)
  public Response export() {
    return Response.ok(copies.of(context.caller(), context.origin()))
        .header(HttpHeaders.CONTENT_DISPOSITION, FILE)
        .build();
  }

  @POST
  @Path("delete")
  @Needs(Permission.BE_FARMER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Fails({ErrorCode.INVALID_CREDENTIALS, ErrorCode.ACCOUNT_LOCKED, ErrorCode.OWNS_FARMS})
  @Operation(
      summary = "Leave for good",
      description =
          "Everything that names the caller is taken out; what was done stays, done by somebody"
              + " unknown. Farms of one's own have to be deleted first: details.farms names them.")
  public void delete(@RequestBodySchema(RemovalRequest.class) JsonValue json) {
    var password = Body.of(json).text("password", 200);
    removal.remove(context.caller(), password, context.origin());
  }
}
