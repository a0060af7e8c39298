package com.tokkatot.firmware;

import com.tokkatot.setting.Key;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.FirmwareOffer;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Moves rollouts on: opens the next wave when the one before has ended, writes down the tries that
 * are due, ends what is over. Several nodes of the cloud may do it at once: each takes other rows.
 */
@Stateless
public class RolloutStepper {

  /**
   * From 02:00 of the farm, or the hour it has set, for what can wait. Source: checklist OTA-06.
   */
  static final Duration NIGHT = Duration.ofHours(2);

  private static final String HOUR = Key.FIRMWARE_HOUR.sqlOf("farm.id");

  /** A try that nobody has begun is over after this. */
  static final Duration TRY_LIFE = Duration.ofDays(1);

  /** How much longer we wait than we told the hub to. */
  static final Duration PATIENCE = Duration.ofHours(1);

  /** An offer that a hub has not answered is made again after this. */
  static final Duration AGAIN = Duration.ofMinutes(1);

  /** Most offers of one step. */
  static final int MOST = 500;

  /** A hub fetches what lies below its own path from the cloud as it knows it. */
  private static final String CLOUD = "https://cloud/api/v1/hubs/";

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB UpdateStatuses statuses;
  @EJB UrgentNotices notices;

  private record Running(
      UUID id, int wave, int waves, boolean atNight, boolean isUrgent, Instant notAfter) {}

  private record Due(UUID nodeId, UUID farmId, UUID hubId, Instant nightEnds) {}

  /** What is to be sent once this is committed. */
  public List<OutgoingOffer> step() {
    endSilent();
    var offers = new ArrayList<UUID>();
    for (var rollout : running()) {
      advance(rollout, offers);
    }
    notices.endOver();
    offers.addAll(unanswered());
    return offers.isEmpty() ? List.of() : outgoing(offers);
  }

  private List<Running> running() {
    return sql.query(
        "select * from firmware_rollout where state = 'running'"
            + " and (not_before is null or not_before <= ?) order by id"
            + " for no key update skip locked",
        row ->
            new Running(
                Sql.uuid(row, "id"),
                row.getInt("wave"),
                ((Long[]) row.getArray("waves").getArray()).length,
                row.getBoolean("at_night"),
                row.getString("urgent_reason") != null,
                Sql.instant(row, "not_after")),
        time.instant());
  }

  private void advance(Running rollout, List<UUID> offers) {
    var now = time.instant();
    var isLate = rollout.notAfter != null && !now.isBefore(rollout.notAfter);
    // A board that was taken away is waited for no more; nor is anybody after the window.
    sql.update(
        "update firmware_target set state = 'cancelled' where rollout_id = ?"
            + " and (state = 'waiting' and ?"
            + " or state in ('waiting', 'open') and exists (select 1 from node"
            + " where node.id = node_id and removed_at is not null))",
        rollout.id,
        isLate);
    var wave = rollout.wave;
    while (wave < rollout.waves && isDone(rollout.id, wave)) {
      wave++;
    }
    if (isDone(rollout.id, wave)) {
      sql.update(
          "update firmware_rollout set state = 'finished', wave = ? where id = ?",
          wave,
          rollout.id);
      return;
    }
    if (wave != rollout.wave) {
      sql.update("update firmware_rollout set wave = ? where id = ?", wave, rollout.id);
    }
    if (rollout.isUrgent) {
      notices.tell(rollout.id, wave);
    }
    for (var due : due(rollout, wave)) {
      offers.add(offer(rollout, due, now));
    }
  }

  private boolean isDone(UUID rolloutId, int wave) {
    return sql.query(
            "select 1 from firmware_target where rollout_id = ? and wave <= ?"
                + " and state in ('waiting', 'open') limit 1",
            row -> true,
            rolloutId,
            wave)
        .isEmpty();
  }

  private List<Due> due(Running rollout, int wave) {
    return sql.query(
        """
        select target.node_id, node.farm_id, hub.id as hub_id, night.ends
        from firmware_target target
        join node on node.id = target.node_id join hub on hub.farm_id = node.farm_id
        join farm on farm.id = node.farm_id
        cross join lateral (select
          (date_trunc('day', ?::timestamptz at time zone farm.timezone)
            + interval '1 hour' * (2 + %s)) at time zone farm.timezone as ends) night
        where target.rollout_id = ? and target.wave <= ? and target.state = 'waiting'
          and (target.next_at is null or target.next_at <= ?)
          and (not ? or ? >= night.ends - interval '2 hours' and ? < night.ends)
          and (not ? or exists (select 1 from firmware_notice notice
            where notice.rollout_id = target.rollout_id and notice.farm_id = node.farm_id
              and notice.told_at <= ?))
        order by target.wave, target.node_id limit ?
        """
            .formatted(HOUR),
        row ->
            new Due(
                Sql.uuid(row, "node_id"),
                Sql.uuid(row, "farm_id"),
                Sql.uuid(row, "hub_id"),
                Sql.instant(row, "ends")),
        time.instant(),
        rollout.id,
        wave,
        time.instant(),
        rollout.atNight,
        time.instant(),
        time.instant(),
        rollout.isUrgent,
        time.instant().minus(UrgentNotices.AHEAD),
        MOST);
  }

  private UUID offer(Running rollout, Due due, Instant now) {
    var id = Ids.next(time);
    var life = rollout.atNight ? due.nightEnds : now.plus(TRY_LIFE);
    var isShort = rollout.notAfter != null && rollout.notAfter.isBefore(life);
    sql.update(
        "insert into firmware_update (id, rollout_id, node_id, farm_id, state, offered_at,"
            + " not_after, last_sent_at) values (?, ?, ?, ?, 'offered', ?, ?, ?)",
        id,
        rollout.id,
        due.nodeId,
        due.farmId,
        now,
        isShort ? rollout.notAfter : life,
        now);
    sql.update(
        "update firmware_target set state = 'open', next_at = null"
            + " where rollout_id = ? and node_id = ?",
        rollout.id,
        due.nodeId);
    return id;
  }

  /** Offers that hubs which listen have not answered; not of a rollout that is held. */
  private List<UUID> unanswered() {
    var now = time.instant();
    return sql.query(
        """
        update firmware_update set last_sent_at = ?
        where id in (
          select tried.id from firmware_update tried
          join firmware_rollout rollout on rollout.id = tried.rollout_id
          join hub on hub.farm_id = tried.farm_id
          where tried.state = 'offered' and tried.last_sent_at < ? and tried.not_after > ?
            and rollout.state = 'running' and hub.is_online
          order by tried.last_sent_at limit ? for no key update of tried skip locked)
        returning id
        """,
        row -> Sql.uuid(row, "id"),
        now,
        now.minus(AGAIN),
        now,
        MOST);
  }

  private void endSilent() {
    sql.query(
            "select id from firmware_update where not_after < ?"
                + " and state not in ('succeeded', 'failed', 'rolled_back')"
                + " order by not_after limit ? for no key update skip locked",
            row -> Sql.uuid(row, "id"),
            time.instant().minus(PATIENCE),
            MOST)
        .forEach(statuses::endSilent);
  }

  private List<OutgoingOffer> outgoing(List<UUID> updates) {
    return sql.query(
        """
        select tried.*, release.header, release.size_bytes, release.id as release_id,
          hub.id as hub_id
        from firmware_update tried
        join firmware_rollout rollout on rollout.id = tried.rollout_id
        join firmware_release release on release.id = rollout.release_id
        join hub on hub.farm_id = tried.farm_id
        where tried.id = any (?) order by tried.id
        """,
        RolloutStepper::outgoing,
        updates);
  }

  private static OutgoingOffer outgoing(ResultSet row) throws SQLException {
    var url =
        CLOUD + row.getString("hub_id") + "/firmware/" + row.getString("release_id") + "/download";
    return new OutgoingOffer(
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "node_id"),
        new FirmwareOffer(
            Sql.uuid(row, "id"),
            url,
            row.getLong("size_bytes"),
            row.getString("header"),
            null,
            Sql.instant(row, "not_after")));
  }
}
