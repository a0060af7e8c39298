package com.tokkatot.device;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Installs, moves, replaces and removes boards. Permissions have been checked at the door. */
@Stateless
public class NodeRegistry {

  /** Most boards of a farm: no more than it may have devices. Source: decisions.md D19. */
  static final int MOST = 100;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @EJB Nodes nodes;
  @EJB Wiring wiring;

  /**
   * A new board on the member's farm.
   *
   * @throws Conflict if it is installed already ({@code DUPLICATE_RESOURCE}) or the farm has enough
   *     ({@code LIMIT_EXCEEDED})
   * @throws NotFound if the coop is not on the farm ({@code COOP_NOT_FOUND})
   */
  public Node install(Member member, Board board, NodePlace place, Origin origin) {
    Wiring.lockFarm(sql, member.farmId());
    checkRoom(member.farmId());
    wiring.checkCoop(member.farmId(), place.coopId());
    checkNew(board.hardwareId());
    var id = Ids.next(time);
    sql.update(
        "insert into node (id, farm_id, coop_id, hardware_id, name, board, created_at, updated_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        member.farmId(),
        place.coopId(),
        board.hardwareId(),
        place.name(),
        board.profile(),
        time.instant(),
        time.instant());
    note(member, member.farmId(), "node.installed", id, board.hardwareId(), origin);
    snapshots.next(member.farmId());
    return nodes.in(member.farmId(), id);
  }

  /**
   * Renames a board, says where it hangs, or takes it to another farm with all its devices; their
   * history goes with them.
   *
   * @throws NotFound if node, coop or the other farm are not there
   * @throws Conflict if there is no room on the other farm ({@code LIMIT_EXCEEDED})
   */
  public Node change(Member member, UUID nodeId, UnaryOperator<NodePlace> change, Origin origin) {
    Nodes.lock(sql, member.farmId(), nodeId);
    var found = nodes.in(member.farmId(), nodeId);
    var before = new NodePlace(found.name(), found.coopId(), found.farmId());
    var after = change.apply(before);
    if (after.equals(before)) {
      return found;
    }
    var isMove = !after.farmId().equals(before.farmId());
    if (isMove) {
      move(member, nodeId, after, origin);
    }
    // After the move: the coop must be one of the farm it is on now.
    wiring.checkCoop(after.farmId(), after.coopId());
    sql.update(
        "update node set name = ?, coop_id = ?, updated_at = ? where id = ?",
        after.name(),
        after.coopId(),
        time.instant(),
        nodeId);
    var said = "now " + after.name() + (isMove ? " on farm " + after.farmId() : "");
    note(member, before.farmId(), isMove ? "node.moved" : "node.changed", nodeId, said, origin);
    if (!isMove && !Objects.equals(after.coopId(), before.coopId())) {
      snapshots.next(after.farmId());
    }
    return nodes.in(after.farmId(), nodeId);
  }

  /**
   * Puts another board in the place of a broken one. Devices, ids and history stay; what the
   * devices are now is unknown until the new board has spoken, and the old one is not heard any
   * more.
   *
   * @throws Conflict if the new board is installed already ({@code DUPLICATE_RESOURCE})
   */
  public Node replace(Member member, UUID nodeId, String hardwareId, String reason, Origin origin) {
    Nodes.lock(sql, member.farmId(), nodeId);
    var before = nodes.in(member.farmId(), nodeId);
    checkNew(Board.hardwareId(hardwareId));
    sql.update(
        "update node set hardware_id = ?, incarnation = incarnation + 1, boot = 0,"
            + " is_online = false, presence_at = ?, firmware_version = null, uptime_s = null,"
            + " rssi_dbm = null, heap_free = null, power = null, battery_mv = null,"
            + " on_battery_since = null, updated_at = ? where id = ?",
        hardwareId,
        time.instant(),
        time.instant(),
        nodeId);
    sql.update(
        "update device set previous_state = state, state = 'unknown', value = null,"
            + " triggered_by = null, state_at = null, off_at = null, config_acknowledged = 0,"
            + " updated_at = ?"
            + " where node_id = ? and removed_at is null",
        time.instant(),
        nodeId);
    var said = before.hardwareId() + " by " + hardwareId + ": " + reason;
    note(member, member.farmId(), "node.replaced", nodeId, said, origin);
    snapshots.next(member.farmId());
    return nodes.in(member.farmId(), nodeId);
  }

  /** Takes a board away, and all its devices; what they did and measured is kept. */
  public void remove(Member member, UUID nodeId, Origin origin) {
    Nodes.lock(sql, member.farmId(), nodeId);
    var before = nodes.in(member.farmId(), nodeId);
    wiring.leaveGroups(nodeId);
    sql.update(
        "update device set removed_at = ? where node_id = ? and removed_at is null",
        time.instant(),
        nodeId);
    sql.update("update node set removed_at = ? where id = ?", time.instant(), nodeId);
    var said = before.hardwareId() + " with " + before.deviceCount() + " devices";
    note(member, member.farmId(), "node.removed", nodeId, said, origin);
    snapshots.next(member.farmId());
  }

  private void move(Member member, UUID nodeId, NodePlace place, Origin origin) {
    // Always in the same order, so that two moves in opposite directions wait for each other.
    Stream.of(member.farmId(), place.farmId())
        .sorted()
        .forEach(farmId -> Wiring.lockFarm(sql, farmId));
    if (sql.query("select 1 from farm where id = ? and is_active", row -> true, place.farmId())
        .isEmpty()) {
      throw new NotFound("FARM_NOT_FOUND", "no such farm");
    }
    checkRoom(place.farmId());
    var coming = nodes.in(member.farmId(), nodeId).deviceCount();
    wiring.checkRoom(place.farmId(), coming);
    wiring.leaveGroups(nodeId);
    sql.update(
        "update node set farm_id = ?, is_online = false, presence_at = ? where id = ?",
        place.farmId(),
        time.instant(),
        nodeId);
    sql.update(
        "update device set farm_id = ?, coop_id = null, updated_at = ?"
            + " where node_id = ? and removed_at is null",
        place.farmId(),
        time.instant(),
        nodeId);
    var said = "came from farm " + member.farmId();
    note(member, place.farmId(), "node.moved", nodeId, said, origin);
    Stream.of(member.farmId(), place.farmId()).sorted().forEach(snapshots::next);
  }

  private void checkRoom(UUID farmId) {
    if (nodes.of(farmId).size() >= MOST) {
      throw new Conflict("LIMIT_EXCEEDED", "a farm has at most " + MOST + " boards");
    }
  }

  /** Others who want the same board wait until the transaction ends. */
  private void checkNew(String hardwareId) {
    sql.query(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, "node " + hardwareId);
    if (!sql.query(
            "select 1 from node where hardware_id = ? and removed_at is null",
            row -> true,
            hardwareId)
        .isEmpty()) {
      throw new Conflict("DUPLICATE_RESOURCE", "this board is installed already");
    }
  }

  private void note(
      Member member, UUID farmId, String action, UUID nodeId, String said, Origin origin) {
    audit.note(farmId, member.accountId(), action, nodeId, said, origin);
  }
}
