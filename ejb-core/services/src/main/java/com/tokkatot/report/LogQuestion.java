package com.tokkatot.report;

import java.time.Instant;
import java.util.UUID;

/**
 * Which of a farm's events are asked for.
 *
 * @param type null: all
 * @param since inclusive
 * @param before those before this one in time, or in the order of ids at the same time
 * @param beforeId empty: all of that instant are left out
 */
record LogQuestion(UUID farmId, String type, Instant since, Instant before, String beforeId) {

  /** The rest, behind this one. */
  LogQuestion after(FarmEvent last) {
    return new LogQuestion(farmId, type, since, last.timestamp(), last.id());
  }
}
