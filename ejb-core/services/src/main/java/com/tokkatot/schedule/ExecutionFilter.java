package com.tokkatot.schedule;

import com.tokkatot.shared.Invalid;
import java.time.Instant;
import java.util.UUID;

/**
 * Which executions are wanted.
 *
 * @param scheduleId null: of all
 * @param deviceId null: of all
 * @param from the first planned instant
 * @param to the first one that is not wanted any more
 */
public record ExecutionFilter(UUID scheduleId, UUID deviceId, Instant from, Instant to) {

  /**
   * @throws Invalid if the range is none
   */
  public ExecutionFilter {
    if (!from.isBefore(to)) {
      throw new Invalid("to", "must be after from");
    }
  }
}
