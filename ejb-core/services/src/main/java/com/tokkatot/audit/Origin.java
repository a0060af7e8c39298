package com.tokkatot.audit;

/**
 * Where a request came from.
 *
 * @param ipAddress of the client, or null
 * @param userAgent what the client calls itself, cut to {@link #LONGEST_AGENT} characters, or null
 * @param requestId the id that the answer and the log carry, or null
 */
public record Origin(String ipAddress, String userAgent, String requestId) {

  /** The system itself: a timer or a message. */
  public static final Origin SYSTEM = new Origin(null, null, null);

  private static final int LONGEST_AGENT = 300;

  public Origin {
    if (userAgent != null && userAgent.length() > LONGEST_AGENT) {
      userAgent = userAgent.substring(0, LONGEST_AGENT);
    }
  }
}
