package com.tokkatot.shared;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables for spreadsheets. Source: RFC 4180; requirements.md 2.9 R4. */
public final class Csv {

  /** What a file begins with: without it spreadsheets take Khmer for something else. */
  public static final String MARK = "\uFEFF";

  /**
   * A text that begins so is a formula to a spreadsheet, whoever wrote it; the wide signs too.
   * Source: OWASP, "CSV Injection".
   */
  private static final Pattern FORMULA =
      Pattern.compile("^[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

  private static final Pattern NEEDS_QUOTES = Pattern.compile(".*[,\"\\r\\n].*", Pattern.DOTALL);

  private Csv() {}

  /** One line and its end; null is an empty cell. A number stays one, below 0 too. */
  public static String line(List<?> values) {
    return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    var text = value.toString();
    var plain = !(value instanceof Number) && FORMULA.matcher(text).matches() ? "'" + text : text;
    return NEEDS_QUOTES.matcher(plain).matches() ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
