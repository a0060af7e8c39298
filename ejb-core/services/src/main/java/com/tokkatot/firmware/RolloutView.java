package com.tokkatot.firmware;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A rollout and how it fares.
 *
 * @param state running, paused, finished or cancelled
 * @param reason why it is paused: {@code failures}; null when a person paused it, or it is not
 * @param wave the one that is open, from 1
 * @param failures tries that have failed or were rolled back, those apart that say nothing about
 *     the image
 * @param urgent each farm's people are told an hour before its first board is offered it
 * @param urgentReason why, or null
 * @param nodes how many it is for; the next five say where they stand
 */
public record RolloutView(
    UUID rolloutId,
    UUID releaseId,
    String board,
    String version,
    String name,
    String state,
    String reason,
    List<Long> waves,
    int wave,
    int mostFailuresPercent,
    boolean atNight,
    int failures,
    int nodes,
    int waiting,
    int open,
    int succeeded,
    int failed,
    int cancelled,
    Instant notBefore,
    Instant notAfter,
    boolean urgent,
    String urgentReason,
    Instant createdAt) {

  static final String SELECT =
      """
      select rollout.*, release.board, release.version,
        (select count(*) from firmware_update where rollout_id = rollout.id and %s) as failures,
        targets.*
      from firmware_rollout rollout
      join firmware_release release on release.id = rollout.release_id
      cross join lateral (
        select count(*) as nodes,
          count(*) filter (where state = 'waiting') as waiting,
          count(*) filter (where state = 'open') as open,
          count(*) filter (where state = 'succeeded') as succeeded,
          count(*) filter (where state = 'failed') as failed,
          count(*) filter (where state = 'cancelled') as cancelled
        from firmware_target where rollout_id = rollout.id) targets
      """
          .formatted(Failures.COUNTED);

  static RolloutView read(ResultSet row) throws SQLException {
    return new RolloutView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "release_id"),
        row.getString("board"),
        row.getString("version"),
        row.getString("name"),
        row.getString("state"),
        row.getString("reason"),
        Arrays.asList((Long[]) row.getArray("waves").getArray()),
        row.getInt("wave"),
        row.getInt("most_failures_percent"),
        row.getBoolean("at_night"),
        row.getInt("failures"),
        row.getInt("nodes"),
        row.getInt("waiting"),
        row.getInt("open"),
        row.getInt("succeeded"),
        row.getInt("failed"),
        row.getInt("cancelled"),
        Sql.instant(row, "not_before"),
        Sql.instant(row, "not_after"),
        row.getString("urgent_reason") != null,
        row.getString("urgent_reason"),
        Sql.instant(row, "created_at"));
  }
}
