package com.tokkatot.reading;

import com.tokkatot.shared.Unavailable;
import com.tokkatot.wire.journal.JournalSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The port to the time-series store; its adapters pass one contract test. A reading is known by
 * device, metric and instant, to the millisecond: the same one again changes nothing. Should
 * another value ever come for the same reading, one of the two stands: PostgreSQL keeps the first,
 * InfluxDB the last. Readings that come late or in disorder give the same answers as ordered ones.
 */
public interface TimeSeries {

  /** Stores a batch, as a whole or, if it fails, in parts: then it may be stored again. */
  void append(List<StoredReading> readings);

  /** Stores columns, as {@link #append}. */
  default void appendSeries(List<JournalSeries> all) {
    var rows = new ArrayList<StoredReading>();
    for (var series : all) {
      for (var channel : series.channels()) {
        for (var i = 0; i < series.size(); i++) {
          rows.add(
              new StoredReading(
                  series.deviceId(),
                  channel.metric(),
                  Instant.ofEpochMilli(series.timestamps()[i]),
                  channel.values()[i],
                  channel.unit(),
                  channel.qualities()[i]));
        }
      }
    }
    append(rows);
  }

  /**
   * Readings of one device, newest first.
   *
   * @param metric or null for all
   * @param from inclusive
   * @param to exclusive
   */
  List<StoredReading> history(UUID deviceId, String metric, Instant from, Instant to, int limit);

  /**
   * Readings of one device summed up by hours of UTC, oldest first; hours without any are left out.
   * Readings of bad quality do not count.
   *
   * @param metric or null for all
   * @param from inclusive, at a full hour
   * @param to exclusive
   */
  List<Aggregate> hours(UUID deviceId, String metric, Instant from, Instant to);

  /**
   * The same by civil days of a zone; {@link Aggregate#at} is when a day began.
   *
   * @param from inclusive
   * @param to exclusive
   * @param zone the farm's
   */
  List<Aggregate> days(UUID deviceId, String metric, LocalDate from, LocalDate to, ZoneId zone);

  /**
   * Readings of one device summed up by steps of one length, counted from 1970; steps without any
   * are left out. Readings of bad quality do not count.
   *
   * @param step whole seconds
   * @param from inclusive, where a step begins
   * @param to exclusive
   */
  List<Step> steps(UUID deviceId, Duration step, Instant from, Instant to);

  /**
   * Readings of one metric within one step.
   *
   * @param at when it began
   * @param count how many, at least 1
   * @param total sum of their values
   */
  record Step(String metric, Instant at, long count, double total) {}

  /**
   * The values below which these shares of the readings lie, by metric: exact for at most two days,
   * within 0.2 % of the value for more. Readings of bad quality do not count. A metric is left out
   * where that is not known any more.
   *
   * @param from inclusive
   * @param to exclusive
   * @param zone the farm's
   * @param shares each above 0 and below 1
   */
  Map<String, List<Double>> quantiles(
      UUID deviceId, String metric, LocalDate from, LocalDate to, ZoneId zone, List<Double> shares);

  /** The newest reading of each metric of these devices that is not older than {@code since}. */
  List<StoredReading> latest(Collection<UUID> deviceIds, Instant since);

  /**
   * What a device was in, oldest first, in the device's own order.
   *
   * @param from inclusive; what it was in by then comes first
   * @param to exclusive
   * @param limit most changes within the range
   */
  List<StateChange> states(UUID deviceId, Instant from, Instant to, int limit);

  /** Stores how the system did; the same metric at the same time again changes nothing. */
  void appendMetrics(List<SystemMetric> metrics);

  /**
   * How the system did, oldest first.
   *
   * @param service null: each
   * @param from inclusive
   * @param to exclusive
   */
  List<SystemMetric> metrics(String metric, String service, Instant from, Instant to, int limit);

  /** Throws away how the system did before then; a store that forgets by itself does nothing. */
  void forgetMetrics(Instant before);

  /**
   * Writes the sums of an hour of UTC anew into the tier of hours, in the caller's transaction.
   *
   * @param deviceId null: of all devices
   * @param hour when it begins
   */
  void sumUpHour(UUID deviceId, Instant hour);

  /**
   * @throws Unavailable if the store is away, and the database need not be ({@code UNAVAILABLE})
   */
  default void check() {
    // Who keeps readings in the database has nothing of its own that could be away.
  }
}
