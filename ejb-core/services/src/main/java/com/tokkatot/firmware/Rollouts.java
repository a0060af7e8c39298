package com.tokkatot.firmware;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Plans rollouts and holds their reins. Offers are made by {@link RolloutStepper}. Permissions have
 * been checked at the door.
 */
@Stateless
public class Rollouts {

  private static final List<String> TARGET_TYPES = List.of("uuid", "int4");
  private static final int MOST_NAMED = 20;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @EJB ReleaseRows releases;

  /** Rollouts, the newest first. */
  public List<RolloutView> all(int limit, int offset) {
    return sql.query(
        RolloutView.SELECT + " order by rollout.created_at desc, rollout.id limit ? offset ?",
        RolloutView::read,
        limit,
        offset);
  }

  /** How many there are. */
  public int count() {
    return sql.query("select count(*) from firmware_rollout", row -> row.getInt(1)).get(0);
  }

  /**
   * @throws NotFound if there is none ({@code ROLLOUT_NOT_FOUND})
   */
  public RolloutView get(UUID rolloutId) {
    return sql
        .query(RolloutView.SELECT + " where rollout.id = ?", RolloutView::read, rolloutId)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("ROLLOUT_NOT_FOUND", "no such rollout"));
  }

  /** Its nodes, by wave. */
  public List<TargetView> targets(UUID rolloutId, int limit, int offset) {
    return sql.query(
        TargetView.SELECT
            + " where target.rollout_id = ? order by target.wave, target.node_id limit ? offset ?",
        TargetView::read,
        rolloutId,
        limit,
        offset);
  }

  private record Candidate(UUID id, String version) {}

  /**
   * Plans a rollout over the nodes of the release's board that run something older. It begins with
   * the next look, within two seconds.
   *
   * @throws NotFound if there is no such release ({@code RELEASE_NOT_FOUND})
   * @throws Invalid naming {@code node_ids} if there is no such node, or {@code not_after} if it
   *     leaves an urgent one nothing after the hour's notice
   * @throws Conflict if another rollout has one of them ({@code UPDATE_UNDER_WAY})
   */
  public RolloutView create(UUID accountId, RolloutRequest request, Origin origin) {
    var release = releases.get(request.releaseId());
    checkNotice(request);
    var id = Ids.next(time);
    var nodes = nodes(id, release, request);
    if (nodes.isEmpty()) {
      throw new Invalid(
          "node_ids", "names no board " + release.board() + " that runs less than this version");
    }
    refuseBusy(nodes);
    var name = request.name() == null ? release.board() + " " + release.version() : request.name();
    sql.update(
        "insert into firmware_rollout (id, release_id, name, state, waves, most_failures_percent,"
            + " at_night, not_before, not_after, urgent_reason, created_by, created_at)"
            + " values (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        release.releaseId(),
        name,
        request.waves().stream().mapToLong(Long::longValue).toArray(),
        request.mostFailuresPercent(),
        request.atNight(),
        request.notBefore(),
        request.notAfter(),
        request.urgentReason(),
        accountId,
        time.instant());
    var rows = new ArrayList<Object[]>();
    for (var place = 0; place < nodes.size(); place++) {
      rows.add(new Object[] {nodes.get(place), request.waveOf(place, nodes.size())});
    }
    sql.update(
        "insert into firmware_target (node_id, wave, rollout_id, state)"
            + " select node_id, wave, ?, 'waiting' from unnest(?, ?) as planned (node_id, wave)",
        planned(id, rows));
    var said = release.board() + " " + release.version() + " for " + nodes.size() + " nodes";
    var why = request.urgentReason() == null ? "" : ", urgent: " + request.urgentReason();
    audit.note(null, accountId, "firmware.rollout.created", id, said + why, origin);
    return get(id);
  }

  private void checkNotice(RolloutRequest request) {
    if (request.urgentReason() == null || request.notAfter() == null) {
      return;
    }
    var now = time.instant();
    var isLater = request.notBefore() != null && request.notBefore().isAfter(now);
    var begins = isLater ? request.notBefore() : now;
    if (!request.notAfter().isAfter(begins.plus(UrgentNotices.AHEAD))) {
      throw new Invalid("not_after", "must be more than the hour's notice away");
    }
  }

  /** No new offers; paused twice it is paused. */
  public RolloutView pause(UUID accountId, UUID rolloutId, Origin origin) {
    if (lock(rolloutId) == RolloutState.RUNNING) {
      change(accountId, rolloutId, RolloutState.PAUSED, "firmware.rollout.paused", origin);
    }
    return get(rolloutId);
  }

  /** Goes on; what has failed so far pauses it no more. */
  public RolloutView resume(UUID accountId, UUID rolloutId, Origin origin) {
    if (lock(rolloutId) == RolloutState.PAUSED) {
      sql.update(
          "update firmware_rollout set forgiven = (select count(*) from firmware_update"
              + " where rollout_id = firmware_rollout.id and "
              + Failures.COUNTED
              + ") where id = ?",
          rolloutId);
      change(accountId, rolloutId, RolloutState.RUNNING, "firmware.rollout.resumed", origin);
    }
    return get(rolloutId);
  }

  /** Nobody is offered it any more. What nodes have taken goes to its end, and is noted. */
  public RolloutView cancel(UUID accountId, UUID rolloutId, Origin origin) {
    if (!lock(rolloutId).over()) {
      sql.update(
          "update firmware_target set state = 'cancelled' where rollout_id = ?"
              + " and state in ('waiting', 'open')",
          rolloutId);
      change(accountId, rolloutId, RolloutState.CANCELLED, "firmware.rollout.cancelled", origin);
    }
    return get(rolloutId);
  }

  private void change(
      UUID accountId, UUID rolloutId, RolloutState to, String action, Origin origin) {
    sql.update("update firmware_rollout set state = ?, reason = null where id = ?", to, rolloutId);
    audit.note(null, accountId, action, rolloutId, null, origin);
  }

  /**
   * @throws NotFound if there is none
   * @throws Conflict if it is over ({@code ROLLOUT_OVER})
   */
  private RolloutState lock(UUID rolloutId) {
    var state =
        sql
            .query(
                "select state from firmware_rollout where id = ? for no key update",
                row -> Sql.word(row, "state", RolloutState.class),
                rolloutId)
            .stream()
            .findFirst()
            .orElseThrow(() -> new NotFound("ROLLOUT_NOT_FOUND", "no such rollout"));
    if (state.over()) {
      throw new Conflict("ROLLOUT_OVER", "this rollout has ended");
    }
    return state;
  }

  /** In an order of chance that is the same for this rollout whenever one looks. */
  private List<UUID> nodes(UUID rolloutId, ReleaseView release, RolloutRequest request) {
    var version = Version.of(release.version()).orElseThrow();
    return sql
        .query(
            "select id, firmware_version from node where board = ? and removed_at is null"
                + " and (cardinality(?::uuid[]) = 0 or farm_id = any (?))"
                + " and (cardinality(?::uuid[]) = 0 or id = any (?))"
                + " order by md5(id::text || ?)",
            row -> new Candidate(Sql.uuid(row, "id"), row.getString("firmware_version")),
            release.board(),
            request.farmIds(),
            request.farmIds(),
            request.nodeIds(),
            request.nodeIds(),
            rolloutId.toString())
        .stream()
        .filter(
            node -> Version.of(node.version).map(runs -> runs.compareTo(version) < 0).orElse(true))
        .map(Candidate::id)
        .toList();
  }

  private void refuseBusy(List<UUID> nodes) {
    var busy =
        sql.query(
            "select node_id from firmware_target where state in ('waiting', 'open')"
                + " and node_id = any (?) limit "
                + MOST_NAMED,
            row -> row.getString("node_id"),
            nodes);
    if (!busy.isEmpty()) {
      throw new Conflict(
          "UPDATE_UNDER_WAY", "another rollout has some of these nodes", Map.of("nodes", busy));
    }
  }

  private static Object[] planned(UUID rolloutId, List<Object[]> rows) {
    var columns = Sql.columns(TARGET_TYPES, rows);
    return new Object[] {rolloutId, columns[0], columns[1]};
  }
}
