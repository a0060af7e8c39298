package com.tokkatot.farm;

import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.shared.Invalid;

/**
 * What people say about a coop.
 *
 * @param name 1 to {@link #LONGEST_NAME} characters
 * @param houseMode what the house is used for just now, which its climate follows
 * @param flock null when it stands empty
 */
public record CoopDetails(String name, HouseMode houseMode, FlockDetails flock) {

  public static final int LONGEST_NAME = 100;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public CoopDetails {
    name = within("name", name, LONGEST_NAME);
    if (houseMode == null) {
      throw new Invalid("house_mode", "is missing");
    }
    if (houseMode == HouseMode.EMPTY && flock != null) {
      throw new Invalid("house_mode", "must not be empty while a flock is there: end it first");
    }
  }

  /** With these birds; those that come into a house without any grow there. */
  public CoopDetails with(FlockDetails birds) {
    return new CoopDetails(
        name, flock == null && birds != null ? HouseMode.GROWTH : houseMode, birds);
  }

  static String within(String field, String text, int longest) {
    if (text == null) {
      throw new Invalid(field, "is missing");
    }
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > longest) {
      throw new Invalid(field, "must have 1 to " + longest + " characters");
    }
    return stripped;
  }
}
