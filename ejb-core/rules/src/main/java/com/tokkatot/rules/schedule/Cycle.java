package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.time.Instant;

/**
 * On and off in turn, counted from an anchor, so that whoever begins to look in the middle sees the
 * same phase.
 *
 * @param on 1 s to 24 h
 * @param off 1 s to 24 h
 * @param repeat how often; 0: without end
 */
public record Cycle(Duration on, Duration off, int repeat) {

  private static final Duration MOST = Duration.ofHours(24);
  private static final int MOST_REPEATS = 10_000;

  /** What holds at an instant, and until when; never changing again: {@link Instant#MAX}. */
  public record Phase(boolean isOn, Instant until) {}

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Cycle {
    require("on_duration", on);
    require("off_duration", off);
    if (repeat < 0 || repeat > MOST_REPEATS) {
      throw new InvalidRule("repeat_count", "must be 0 to " + MOST_REPEATS);
    }
  }

  /**
   * @param anchor when the first turn began; before it everything is off
   */
  public Phase at(Instant instant, Instant anchor) {
    if (instant.isBefore(anchor)) {
      return new Phase(false, anchor);
    }
    var period = on.plus(off);
    var turn = Duration.between(anchor, instant).dividedBy(period);
    if (repeat > 0 && turn >= repeat) {
      return new Phase(false, Instant.MAX);
    }
    var begun = anchor.plus(period.multipliedBy(turn));
    var ended = begun.plus(on);
    if (instant.isBefore(ended)) {
      return new Phase(true, ended);
    }
    var isLast = repeat > 0 && turn == repeat - 1L;
    return new Phase(false, isLast ? Instant.MAX : begun.plus(period));
  }

  private static void require(String field, Duration duration) {
    if (duration == null || duration.toSeconds() < 1 || duration.compareTo(MOST) > 0) {
      throw new InvalidRule(field, "must be 1 to " + MOST.toSeconds() + " s");
    }
  }
}
