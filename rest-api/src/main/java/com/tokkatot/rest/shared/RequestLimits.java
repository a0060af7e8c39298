package com.tokkatot.rest.shared;

import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.Limit;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.shared.TooMany;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;

/** Counts a request against its limits; the address's own limit is always among them. */
@ApplicationScoped
public class RequestLimits {

  @Inject RateLimits limits;

  /**
   * @param device id in the path, as it was sent; null when there is none
   * @throws TooMany when a bucket is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  void take(RequestContext context, String device, Limit... wanted) {
    var buckets = new ArrayList<Bucket>();
    buckets.add(bucket(context, device, Limit.ADDRESS));
    for (var limit : wanted) {
      buckets.add(bucket(context, device, limit));
    }
    var allowance = limits.ask(buckets);
    context.allowed(allowance);
    if (!allowance.taken()) {
      throw RateLimits.refusal(allowance);
    }
  }

  private static Bucket bucket(RequestContext context, String device, Limit limit) {
    var owner =
        switch (limit.scope()) {
          case ADDRESS -> String.valueOf(context.origin().ipAddress());
          case USER -> context.caller().accountId().toString();
          case DEVICE -> String.valueOf(device);
          case CONTACT ->
              throw new IllegalStateException(limit + " is counted where the contact is known");
        };
    return new Bucket(limit, owner);
  }
}
