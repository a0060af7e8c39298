package com.tokkatot.limit;

import com.tokkatot.shared.NoRedis;
import java.time.InstantSource;

/** Limits of one node by itself. */
public final class TestLimits {

  private TestLimits() {}

  public static RateLimits withoutRedis(InstantSource time) {
    var limits = new RateLimits();
    limits.redis = new NoRedis();
    limits.time = time;
    limits.prepare();
    return limits;
  }
}
