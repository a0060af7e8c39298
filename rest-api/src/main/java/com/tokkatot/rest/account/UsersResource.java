package com.tokkatot.rest.account;

import com.tokkatot.account.AccountView;
import com.tokkatot.account.SignIn;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** People. Source: requirements.md 2.3. */
@Path("v1/users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  @Inject RequestContext context;
  @EJB SignIn signIn;

  @GET
  @Path("me")
  public AccountView me() {
    return signIn.account(context.caller());
  }
}
