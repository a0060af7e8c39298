package com.tokkatot.rest.shared;

import com.tokkatot.shared.TooMany;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;

/**
 * Counts the requests of nobody known, and tells in headers what is left; who is signed in has been
 * counted with the look at the session ({@link AuthenticationFilter}).
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 10)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

  @Inject RequestContext context;
  @Inject RequestLimits limits;
  @Inject InstantSource time;
  @Context ResourceInfo resource;

  /**
   * @throws TooMany when a bucket is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  @Override
  public void filter(ContainerRequestContext request) {
    if (context.isSignedIn()) {
      return;
    }
    var buckets = limits.buckets(request, resource, context, null);
    if (!buckets.isEmpty()) {
      limits.take(context, buckets);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    var allowance = context.allowance();
    if (allowance != null) {
      var headers = response.getHeaders();
      headers.putSingle("X-RateLimit-Limit", allowance.limit().burst());
      headers.putSingle("X-RateLimit-Remaining", allowance.remaining());
      headers.putSingle("X-RateLimit-Reset", (time.millis() + allowance.fullInMs() + 999) / 1000);
    }
  }
}
