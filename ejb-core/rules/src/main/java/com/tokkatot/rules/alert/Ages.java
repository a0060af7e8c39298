package com.tokkatot.rules.alert;

import com.tokkatot.rules.InvalidRule;
import java.util.OptionalDouble;

/**
 * Birds of which age a rule is for.
 *
 * @param from first day of life, 0 to 1000; null: a rule for birds of any age, and for none
 * @param to the day before which it ends; null: no end
 */
public record Ages(Integer from, Integer to) {

  /** Whatever is in the coop. */
  public static final Ages ANY = new Ages(null, null);

  private static final int MOST = 1000;

  /**
   * @throws InvalidRule naming the field
   */
  public Ages {
    if (from == null && to != null) {
      throw new InvalidRule("from_day", "is missing: an age has a beginning");
    }
    if (from != null && (from < 0 || from > MOST)) {
      throw new InvalidRule("from_day", "must be 0 to " + MOST);
    }
    if (to != null && (to <= from || to > MOST)) {
      throw new InvalidRule("to_day", "must be after from_day, and at most " + MOST);
    }
  }

  /**
   * @param age in days; empty: no birds, or nobody knows
   */
  boolean include(OptionalDouble age) {
    if (from == null) {
      return true;
    }
    return age.isPresent() && age.getAsDouble() >= from && (to == null || age.getAsDouble() < to);
  }
}
