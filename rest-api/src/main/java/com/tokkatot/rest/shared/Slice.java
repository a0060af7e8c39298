package com.tokkatot.rest.shared;

import com.tokkatot.shared.Invalid;

/** Which part of a list is wanted. Source: requirements.md 2.0, "Pagination". */
public final class Slice {

  private static final int MOST = 100;

  private Slice() {}

  /**
   * @throws Invalid if the limit is not 1 to 100 or the offset below 0
   */
  public static void check(int limit, int offset) {
    checkRange("limit", limit, 1, MOST);
    checkRange("offset", offset, 0, Integer.MAX_VALUE);
  }

  /**
   * @throws Invalid naming the field
   */
  public static void checkRange(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Invalid(field, "must be " + least + " to " + most);
    }
  }
}
