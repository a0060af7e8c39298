package com.tokkatot.local;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

/**
 * Makes UUIDs of version 7: time ordered, so that rows made together lie together. Source: RFC
 * 9562, 5.7.
 */
final class Ids {

  private final InstantSource time;
  private final Random random;

  Ids(InstantSource time) {
    this(time, new SecureRandom());
  }

  Ids(InstantSource time, Random random) {
    this.time = time;
    this.random = random;
  }

  /** A new id as text, lower case. */
  String next() {
    long high = (time.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}
