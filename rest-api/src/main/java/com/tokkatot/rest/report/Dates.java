package com.tokkatot.rest.report;

import com.tokkatot.shared.Invalid;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads days out of query parameters. */
final class Dates {

  private Dates() {}

  /**
   * @param text as it came; null is {@code otherwise}
   * @throws Invalid naming the field if it is no date
   */
  static LocalDate dateOr(String field, String text, LocalDate otherwise) {
    try {
      return text == null ? otherwise : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Invalid(field, "must be a date, for example 2026-03-01");
    }
  }
}
