package com.tokkatot.rest.shared;

import com.tokkatot.limit.Limit;
import com.tokkatot.shared.TooMany;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.time.InstantSource;
import java.util.Set;

/**
 * Counts every request against its limits, once it is known who asks, and tells in headers what is
 * left. Source: requirements.md 2.0.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 10)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Limit[] READING = {Limit.READ};
  private static final Limit[] CHANGING = {Limit.CONFIGURATION};
  private static final Limit[] UNKNOWN = {Limit.ANONYMOUS};
  private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Inject RequestContext context;
  @Inject RequestLimits limits;
  @Inject InstantSource time;
  @Context ResourceInfo resource;

  /**
   * @throws TooMany when a bucket is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  @Override
  public void filter(ContainerRequestContext request) {
    var wanted = limits(request.getMethod());
    if (wanted.length > 0) {
      var device = request.getUriInfo().getPathParameters().getFirst("device");
      limits.take(context, device, wanted);
    }
  }

  private Limit[] limits(String method) {
    var own = resource.getResourceMethod().getAnnotation(Limited.class);
    if (own == null) {
      own = resource.getResourceClass().getAnnotation(Limited.class);
    }
    if (own != null) {
      return own.value();
    }
    if (!context.isSignedIn()) {
      return UNKNOWN;
    }
    return READS.contains(method) ? READING : CHANGING;
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
