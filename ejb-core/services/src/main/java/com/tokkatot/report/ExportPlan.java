package com.tokkatot.report;

import com.tokkatot.report.ExportQuestion.Format;
import com.tokkatot.report.ExportQuestion.Table;
import com.tokkatot.report.MetricsQuestion.Interval;
import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * An export that comes by itself, at one in the night of the farm: each day of the day before, or
 * each Monday of the week before.
 *
 * @param type as {@link Table}, in lower case; so are format and every
 * @param deviceId null where it is of the farm
 * @param dueAt when the next file is made
 * @param failure why the last one could not be made, or null
 */
public record ExportPlan(
    UUID id,
    String type,
    String format,
    UUID deviceId,
    String every,
    UUID createdBy,
    Instant createdAt,
    Instant dueAt,
    String failure) {

  /** How often. */
  public enum Every {
    DAY,
    WEEK
  }

  private static final LocalTime AT = LocalTime.of(1, 0);
  private static final int DAYS_OF_WEEK = 7;

  static ExportPlan read(ResultSet row) throws SQLException {
    return new ExportPlan(
        Sql.uuid(row, "id"),
        row.getString("content"),
        row.getString("format"),
        Sql.uuid(row, "device_id"),
        row.getString("every"),
        Sql.uuid(row, "created_by"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "due_at"),
        row.getString("failure"));
  }

  /** The first turn behind this instant. */
  static Instant turnAfter(Every every, Instant after, ZoneId zone) {
    var day = LocalDate.ofInstant(after, zone).plusDays(1);
    var turn = every == Every.DAY ? day : day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    return turn.atTime(AT).atZone(zone).toInstant();
  }

  /**
   * What the turn that is due is of.
   *
   * @param language of whoever planned it
   */
  ExportQuestion question(ZoneId zone, String language) {
    var last = LocalDate.ofInstant(dueAt, zone).minusDays(1);
    var first = turns() == Every.DAY ? last : last.minusDays(DAYS_OF_WEEK - 1L);
    return new ExportQuestion(
        Table.valueOf(type.toUpperCase(Locale.ROOT)),
        Format.valueOf(format.toUpperCase(Locale.ROOT)),
        deviceId,
        null,
        first,
        last,
        Interval.HOUR,
        language);
  }

  /** The next turn behind the one that is due. */
  Instant nextTurn(ZoneId zone) {
    return turnAfter(turns(), dueAt, zone);
  }

  private Every turns() {
    return Every.valueOf(every.toUpperCase(Locale.ROOT));
  }

  /** Whether it makes the same files. */
  boolean isLike(Table otherType, Format otherFormat, UUID otherDevice, Every otherTurns) {
    return type.equals(word(otherType))
        && format.equals(word(otherFormat))
        && Objects.equals(deviceId, otherDevice)
        && every.equals(word(otherTurns));
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
