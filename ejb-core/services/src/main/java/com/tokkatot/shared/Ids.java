package com.tokkatot.shared;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes UUIDs of version 7: time-ordered, so that indexes grow at one end. Source: RFC 9562 5.7.
 */
public final class Ids {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new id for the given time. */
  public static UUID next(InstantSource time) {
    var high = (time.millis() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
    var low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /**
   * @throws Invalid if the text is not a UUID in its full form
   */
  public static UUID parse(String field, String text) {
    try {
      if (text != null && text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // Falls through: both cases are the same to the caller.
    }
    throw new Invalid(field, "must be a UUID");
  }
}
