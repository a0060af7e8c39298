package com.tokkatot.shared;

/** Which part of a long list is asked for. Source: requirements.md 2.0, "Pagination". */
public final class Page {

  private Page() {}

  /**
   * @param most of one answer
   * @throws Invalid naming {@code limit} if it is not 1 to most, {@code offset} if it is below 0
   */
  public static void check(int limit, int most, int offset) {
    if (limit < 1 || limit > most) {
      throw new Invalid("limit", "must be 1 to " + most);
    }
    if (offset < 0) {
      throw new Invalid("offset", "must be 0 or more");
    }
  }
}
