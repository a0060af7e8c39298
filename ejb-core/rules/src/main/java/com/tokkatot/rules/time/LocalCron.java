package com.tokkatot.rules.time;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.tokkatot.rules.InvalidRule;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cron expression on a clock that never changes: minute, hour, day, month, weekday, with lists,
 * ranges, steps and names. If both day fields are restricted, either matches. The only class that
 * knows the library.
 */
final class LocalCron {

  static final String FIELD = "cron_expression";

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int FIELDS = 5;
  private static final int LONGEST = 200;

  private final String expression;
  private final ExecutionTime times;
  private final boolean everyHour;

  private LocalCron(String expression, ExecutionTime times, boolean everyHour) {
    this.expression = expression;
    this.times = times;
    this.everyHour = everyHour;
  }

  /**
   * @throws InvalidRule if it is none
   */
  static LocalCron of(String expression) {
    var fields = BLANKS.split(expression.strip());
    if (fields.length != FIELDS || expression.length() > LONGEST) {
      throw new InvalidRule(FIELD, "must have the fields minute, hour, day, month, weekday");
    }
    try {
      var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
      var plain = String.join(" ", fields).toUpperCase(Locale.ROOT);
      var cron = new CronParser(definition).parse(plain);
      return new LocalCron(plain, ExecutionTime.forCron(cron), fields[1].startsWith("*"));
    } catch (IllegalArgumentException e) {
      throw new InvalidRule(FIELD, "cannot be read: " + e.getMessage());
    }
  }

  /** As it was given, in capitals and with single blanks. */
  String expression() {
    return expression;
  }

  /** Whether the hour field is {@code *} or {@code *}{@code /n}. */
  boolean isEveryHour() {
    return everyHour;
  }

  /** The first one behind this time; empty: there is none any more. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    // On UTC every local time is there, once.
    return times.nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
  }
}
