package com.tokkatot.farm;

import com.tokkatot.shared.Invalid;

/**
 * What people say about a coop.
 *
 * @param name 1 to {@link #LONGEST_NAME} characters
 * @param flock null when it stands empty
 */
public record CoopDetails(String name, FlockDetails flock) {

  public static final int LONGEST_NAME = 100;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public CoopDetails {
    name = within("name", name, LONGEST_NAME);
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
