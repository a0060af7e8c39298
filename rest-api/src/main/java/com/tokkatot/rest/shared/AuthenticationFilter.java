package com.tokkatot.rest.shared;

import com.tokkatot.account.SessionDoor;
import com.tokkatot.device.HubDoor;
import com.tokkatot.limit.RateLimits;
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
 * OpenToAll}, or {@link OfHub}: then it needs a hub's. Session and limits are asked in one trip to
 * Redis.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

  private static final String BEARER = "Bearer ";

  @Inject RequestContext context;
  @Inject RequestLimits limits;
  @Inject SessionDoor sessions;
  @EJB HubDoor hubs;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)) {
      return;
    }
    if (resource.getResourceMethod().isAnnotationPresent(OfHub.class)) {
      enterHub(request);
      return;
    }
    try {
      var counted =
          sessions.authenticate(
              token(request), caller -> limits.buckets(request, resource, context, caller));
      context.calledBy(counted.caller());
      context.allowed(counted.allowance());
    } catch (NotSignedIn e) {
      // Guessing tokens is counted; beyond the limit the answer is 429.
      limits.takeUnknown(context);
      throw e;
    }
    if (context.allowance() != null && !context.allowance().taken()) {
      throw RateLimits.refusal(context.allowance());
    }
  }

  private void enterHub(ContainerRequestContext request) {
    try {
      context.calledBy(hubs.enter(token(request)));
    } catch (NotSignedIn e) {
      limits.takeUnknown(context);
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
