package com.tokkatot.rules.time;

import com.tokkatot.rules.InvalidRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * A cron expression on a farm's clock. What a change of the clock skips happens at the first
 * instant after the gap. What comes twice happens the first time, unless the hour field is {@code
 * *} or {@code *}{@code /n}: then the repeated hour counts like any other.
 */
public final class Cron {

  /** Beyond it nothing comes: the rarest one, 29 February over a century's turn, takes 8 years. */
  private static final Duration HORIZON = Duration.ofDays(9 * 366);

  private static final LocalDateTime SOME_YEAR = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final int MOST_GAPS = 1_500;

  private final LocalCron cron;

  private Cron(LocalCron cron) {
    this.cron = cron;
  }

  /**
   * @param expression minute, hour, day, month, weekday, for example {@code 0 6,12 * * MON-FRI}
   * @throws InvalidRule if it cannot be read, or never comes
   */
  public static Cron of(String expression) {
    var cron = LocalCron.of(expression);
    if (cron.after(SOME_YEAR).isEmpty()) {
      throw new InvalidRule(LocalCron.FIELD, "never comes: there is no such day");
    }
    return new Cron(cron);
  }

  /** As it was given, in capitals and with single blanks. */
  public String expression() {
    return cron.expression();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron another && another.expression().equals(expression());
  }

  @Override
  public int hashCode() {
    return expression().hashCode();
  }

  @Override
  public String toString() {
    return expression();
  }

  /**
   * The first instant strictly after this one; empty: none within nine years.
   *
   * @param zone the farm's
   */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    var rules = zone.getRules();
    var from = after;
    var entered = rules.previousTransition(after.plusNanos(1));
    var local = LocalDateTime.ofInstant(after, zone);
    // Between two changes the clock runs evenly: one such stretch after the other.
    while (Duration.between(after, from).compareTo(HORIZON) < 0) {
      var left = rules.nextTransition(from);
      var found = within(local, entered, left);
      if (found.isPresent() || left == null) {
        var offset = rules.getOffset(from);
        return found.map(time -> time.toInstant(offset));
      }
      if (isSkippedBy(left)) {
        return Optional.of(left.getInstant());
      }
      from = left.getInstant();
      entered = left;
      local = left.getDateTimeAfter().minusNanos(1);
    }
    return Optional.empty();
  }

  /** The shortest time between two of them, on a clock that does not change. */
  public Duration smallestGap() {
    var smallest = HORIZON;
    var before = cron.after(SOME_YEAR);
    for (var i = 0; i < MOST_GAPS && before.isPresent(); i++) {
      var next = cron.after(before.get());
      if (next.isPresent()) {
        var gap = Duration.between(before.get(), next.get());
        smallest = gap.compareTo(smallest) < 0 ? gap : smallest;
      }
      before = next;
    }
    return smallest;
  }

  /**
   * @param local looked for behind it
   * @param entered change before this stretch; null: there is none, like the next
   */
  private Optional<LocalDateTime> within(
      LocalDateTime local, ZoneOffsetTransition entered, ZoneOffsetTransition left) {
    var behind = local;
    if (entered != null && entered.isOverlap() && !cron.isEveryHour()) {
      // Up to there the clock shows what it has shown before.
      var repeated = entered.getDateTimeBefore().minusNanos(1);
      behind = behind.isBefore(repeated) ? repeated : behind;
    }
    return cron.after(behind)
        .filter(time -> left == null || time.isBefore(left.getDateTimeBefore()));
  }

  private boolean isSkippedBy(ZoneOffsetTransition change) {
    return change.isGap()
        && cron.after(change.getDateTimeBefore().minusNanos(1))
            .filter(time -> time.isBefore(change.getDateTimeAfter()))
            .isPresent();
  }
}
