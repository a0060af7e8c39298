package com.tokkatot.report;

import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * For how long a farm or a board could be reached, by the alerts of silence: each is raised after
 * some minutes of it, as the farm has set, so shorter gaps do not show.
 */
final class Silence {

  /** An alert lies so many minutes behind the beginning when it does not say. */
  private static final long USUALLY_MINUTES = 30;

  /** Silences that overlap, as a board's and its farm's, count once. */
  private static final String SILENT_MS =
      """
      select coalesce(extract(epoch from sum(upper(silent) - lower(silent))) * 1000, 0)::bigint as ms
      from (
        select unnest(range_agg(tstzrange(greatest(began, ?), least(ended, ?)))) as silent
        from (
          select triggered_at - coalesce(threshold_value, ?) * interval '1 minute' as began, coalesce(resolved_at, ?) as ended
          from alert where farm_id = ?
            and (type = 'farm_offline' or (type = 'node_offline' and node_id = ?::uuid))) silence
        where began < ? and ended > ?) together
      """;

  private Silence() {}

  /**
   * Percent of the time in which it was not silent.
   *
   * @param nodeId null: the farm's hub alone
   * @return null if the range is empty
   */
  static Double reachablePercent(Sql sql, UUID farmId, UUID nodeId, Instant from, Instant to) {
    var all = Duration.between(from, to).toMillis();
    if (all <= 0) {
      return null;
    }
    var silent =
        sql.query(
                SILENT_MS,
                row -> row.getLong("ms"),
                from,
                to,
                USUALLY_MINUTES,
                to,
                farmId,
                nodeId,
                to,
                from)
            .get(0);
    return rounded(100.0 * (all - silent) / all);
  }

  /** To two digits. */
  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
