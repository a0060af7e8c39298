package com.tokkatot.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/** Reads words out of query parameters. */
public final class Words {

  private Words() {}

  /**
   * @param text as it came; null or empty is {@code otherwise}
   * @throws Invalid if there is no such word
   */
  public static <E extends Enum<E>> E wordOr(
      String field, String text, Class<E> words, E otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    for (var word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
        return word;
      }
    }
    throw new Invalid(field, "does not know '" + text + "'");
  }

  /**
   * @return null when there is none
   * @throws Invalid naming the field if it is no instant
   */
  public static Instant instantOrNull(String field, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Invalid(field, "must be an instant, for example 2026-03-01T06:00:00Z");
    }
  }
}
