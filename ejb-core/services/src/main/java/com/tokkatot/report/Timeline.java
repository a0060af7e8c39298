package com.tokkatot.report;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a device was in, from one instant to another.
 *
 * @param states oldest first, without gaps; the first may have begun before
 * @param isWhole false: there were more changes than were asked for, and {@code to} is where they
 *     were cut off
 */
public record Timeline(
    UUID deviceId,
    String deviceName,
    Instant from,
    Instant to,
    List<State> states,
    boolean isWhole) {

  /**
   * One state and how long it lasted.
   *
   * @param until when the next began; of the last, the end of the range
   * @param value percent or degrees, or null
   * @param commandId what brought it about, or null
   */
  public record State(
      Instant since,
      Instant until,
      String state,
      Double value,
      String triggeredBy,
      UUID commandId) {}
}
