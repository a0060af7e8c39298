package com.tokkatot.rest.shared;

import com.tokkatot.account.Sessions;
import com.tokkatot.limit.Limit;
import com.tokkatot.shared.NotSignedIn;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Every call needs a valid token of a living session, unless its method is marked {@link
 * OpenToAll}.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

  private static final String BEARER = "Bearer ";

  @Inject RequestContext context;
  @Inject RequestLimits limits;
  @EJB Sessions sessions;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)) {
      return;
    }
    try {
      context.calledBy(sessions.authenticate(token(request)));
    } catch (NotSignedIn e) {
      // Guessing tokens is counted; beyond the limit the answer is 429.
      limits.take(context, null, Limit.ANONYMOUS);
      throw e;
    }
  }

  private static String token(ContainerRequestContext request) {
    var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(BEARER)) {
      throw new NotSignedIn("UNAUTHORIZED", "sign in and send the token");
    }
    return header.substring(BEARER.length());
  }
}
