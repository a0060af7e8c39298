package com.tokkatot.audit;

/**
 * Where a request came from.
 *
 * @param ipAddress of the client, or null
 * @param requestId the id that the answer and the log carry, or null
 */
public record Origin(String ipAddress, String requestId) {

  /** The system itself: a timer or a message. */
  public static final Origin SYSTEM = new Origin(null, null);
}
