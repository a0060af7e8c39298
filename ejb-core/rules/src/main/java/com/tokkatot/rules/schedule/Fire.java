package com.tokkatot.rules.schedule;

import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.time.ClockGrade;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One turn of one device by one schedule.
 *
 * @param planned the instant it was planned for, never the one it came
 */
public record Fire(UUID scheduleId, UUID deviceId, Instant planned) {

  /** What becomes of it. */
  public enum Outcome {
    RUN,
    /** Came too late: the hub was down. */
    MISFIRE,
    /** The condition did not hold. */
    CONDITION,
    /** Nobody knows whether the condition holds, and it would switch something on. */
    UNKNOWN,
    /** Nobody knows the time: it waits. */
    WAIT
  }

  /**
   * What to do about it.
   *
   * @param truth of the schedule's condition; TRUE if it has none
   * @param isOff whether it only switches off
   */
  public Outcome outcome(
      Instant now, Duration grace, ClockGrade clock, Truth truth, boolean isOff) {
    if (!clock.tellsTime()) {
      return Outcome.WAIT;
    }
    if (now.isAfter(planned.plus(grace))) {
      return Outcome.MISFIRE;
    }
    if (truth == Truth.FALSE) {
      return Outcome.CONDITION;
    }
    return truth == Truth.UNKNOWN && !isOff ? Outcome.UNKNOWN : Outcome.RUN;
  }

  /**
   * The id of its execution: whoever computes it, and however often, it is the same (UUIDv5 of
   * schedule, device and planned instant; the schedule is the name space).
   */
  public UUID executionId() {
    var name = deviceId + "|" + planned.getEpochSecond() + "|" + planned.getNano();
    try {
      var sha1 = MessageDigest.getInstance("SHA-1"); // what version 5 is made of, no secret
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(scheduleId.getMostSignificantBits())
              .putLong(scheduleId.getLeastSignificantBits())
              .array());
      var bytes = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.US_ASCII)));
      var high = bytes.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
      var low = bytes.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
