package com.tokkatot.rest.account;

import com.tokkatot.account.AccountView;
import com.tokkatot.account.Profiles;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** People. Source: requirements.md 2.3. */
@Path("v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class UsersResource {

  @Inject RequestContext context;
  @EJB Profiles profiles;

  @GET
  @Path("me")
  @SignedIn
  @Operation(summary = "The caller")
  public AccountView me() {
    return profiles.of(context.caller());
  }
}
