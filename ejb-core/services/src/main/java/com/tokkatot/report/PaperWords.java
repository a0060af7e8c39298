package com.tokkatot.report;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What papers say: {@code paper_km.properties} and {@code paper_en.properties} with blanks filled.
 * Digits are Latin in both, as on the pages.
 */
final class PaperWords {

  static final String KHMER = "km";
  static final List<String> LANGUAGES = List.of(KHMER, "en");

  private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
  private static final Pattern SPACE = Pattern.compile(" ");

  private static final Map<String, PaperWords> ALL =
      Map.of(KHMER, new PaperWords(KHMER), "en", new PaperWords("en"));

  private final String language;
  private final Properties words = new Properties();
  private final String[] months;

  private PaperWords(String language) {
    this.language = language;
    var name = "paper_" + language + ".properties";
    try (var in = PaperWords.class.getResourceAsStream(name)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    months = SPACE.split(of("months"));
  }

  /** Those of a language; Khmer if we do not speak it. */
  static PaperWords in(String language) {
    return ALL.getOrDefault(language, ALL.get(KHMER));
  }

  String language() {
    return language;
  }

  /**
   * @throws IllegalStateException if there is no such word
   */
  String of(String key) {
    var found = words.getProperty(key);
    if (found == null) {
      throw new IllegalStateException("papers have no word for " + key + " in " + language);
    }
    return found;
  }

  /** The same with blanks filled; what is filled in is not looked at again. */
  String of(String key, Map<String, ?> blanks) {
    return BLANK
        .matcher(of(key))
        .replaceAll(blank -> Matcher.quoteReplacement(String.valueOf(blanks.get(blank.group(1)))));
  }

  String date(LocalDate day) {
    return of(
        "date",
        Map.of(
            "day", day.getDayOfMonth(),
            "month", months[day.getMonthValue() - 1],
            "year", day.getYear()));
  }

  String shortDate(LocalDate day) {
    return of("short", Map.of("day", day.getDayOfMonth(), "month", day.getMonthValue()));
  }

  /** With one digit behind the point; a dash if there is none. */
  String number(Double number) {
    return number == null ? of("none") : String.format(Locale.ROOT, "%.1f", number);
  }
}
