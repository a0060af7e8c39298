package com.tokkatot.limit;

/**
 * One caller's bucket of one limit.
 *
 * @param owner address, account, device or hash of a contact, as the limit's scope says
 */
public record Bucket(Limit limit, String owner) {

  /** Its name in Redis. */
  String key() {
    return "rate_limit:" + limit.name().toLowerCase(java.util.Locale.ROOT) + ":" + owner;
  }
}
