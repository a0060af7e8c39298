package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.util.List;

/**
 * One step of a sequence.
 *
 * @param value 0 (off) to 100
 * @param length 1 s to 1 h
 */
public record Step(int value, Duration length) {

  /** What a list of them is called. */
  public static final String FIELD = "action_sequence";

  private static final int MOST = 20;
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws InvalidRule naming the field, as schedules.md does
   */
  public Step {
    if (value < 0 || value > 100) {
      throw new InvalidRule("value", "must be 0 to 100");
    }
    if (length.toSeconds() < 1 || length.compareTo(LONGEST) > 0) {
      throw new InvalidRule("duration", "must be 1 to " + LONGEST.toSeconds() + " s");
    }
  }

  /** Together at most so many and less than an hour. */
  static List<Step> some(List<Step> steps) {
    if (steps.size() > MOST) {
      throw new InvalidRule(FIELD, "has more than " + MOST + " steps");
    }
    if (total(steps).compareTo(LONGEST) >= 0) {
      throw new InvalidRule(FIELD, "takes an hour or longer");
    }
    return List.copyOf(steps);
  }

  static Duration total(List<Step> steps) {
    return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
  }
}
