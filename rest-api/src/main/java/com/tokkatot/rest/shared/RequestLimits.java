package com.tokkatot.rest.shared;

import com.tokkatot.account.Caller;
import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.Limit;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.TooMany;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which limits a request counts against; the address's own is always among them. Source:
 * requirements.md 2.0.
 */
@ApplicationScoped
public class RequestLimits {

  private static final Limit[] READING = {Limit.READ};
  private static final Limit[] CHANGING = {Limit.CONFIGURATION};
  private static final Limit[] UNKNOWN = {Limit.ANONYMOUS};
  private static final Set<String> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Inject RateLimits limits;

  /**
   * The buckets of a request; none when its method says that it is not counted.
   *
   * @param caller null while nobody is known
   */
  List<Bucket> buckets(
      ContainerRequestContext request,
      ResourceInfo resource,
      RequestContext context,
      Caller caller) {
    var wanted = wanted(request.getMethod(), resource, caller);
    var buckets = new ArrayList<Bucket>();
    if (wanted.length > 0) {
      var device = request.getUriInfo().getPathParameters().getFirst("device");
      buckets.add(bucket(context, caller, device, Limit.ADDRESS));
      for (var limit : wanted) {
        buckets.add(bucket(context, caller, device, limit));
      }
    }
    return buckets;
  }

  /**
   * Counts a request of nobody known.
   *
   * @throws TooMany when a bucket is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  void takeUnknown(RequestContext context) {
    take(
        context,
        List.of(
            bucket(context, null, null, Limit.ADDRESS),
            bucket(context, null, null, Limit.ANONYMOUS)));
  }

  /**
   * Takes a token from each.
   *
   * @throws TooMany when one is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  void take(RequestContext context, List<Bucket> buckets) {
    var allowance = limits.ask(buckets);
    context.allowed(allowance);
    if (!allowance.taken()) {
      throw RateLimits.refusal(allowance);
    }
  }

  private static Limit[] wanted(String method, ResourceInfo resource, Caller caller) {
    var own = resource.getResourceMethod().getAnnotation(Limited.class);
    if (own == null) {
      own = resource.getResourceClass().getAnnotation(Limited.class);
    }
    if (own != null) {
      return own.value();
    }
    if (caller == null) {
      return UNKNOWN;
    }
    return READS.contains(method) ? READING : CHANGING;
  }

  private static Bucket bucket(RequestContext context, Caller caller, String device, Limit limit) {
    var owner =
        switch (limit.scope()) {
          case ADDRESS -> String.valueOf(context.origin().ipAddress());
          case USER -> caller.accountId().toString();
          case DEVICE -> String.valueOf(device);
          case CONTACT ->
              throw new IllegalStateException(limit + " is counted where the contact is known");
        };
    return new Bucket(limit, owner);
  }
}
