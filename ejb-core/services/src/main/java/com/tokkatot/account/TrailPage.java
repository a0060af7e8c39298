package com.tokkatot.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Some lines of the security trail, the newest first. */
public record TrailPage(List<Line> lines, long total, int limit, int offset, boolean hasMore) {

  /**
   * One line.
   *
   * @param ipAddress null when it was forgotten or there was none
   */
  public record Line(
      long id,
      Instant at,
      UUID farmId,
      UUID accountId,
      String action,
      UUID targetId,
      String reason,
      String ipAddress,
      String userAgent,
      String requestId) {}
}
