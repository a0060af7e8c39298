package com.tokkatot.device;

import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Finds nodes. Callers have checked that the farm is theirs. */
@Stateless
public class Nodes {

  private static final String SELECT =
      """
      select node.*, coalesce(node.is_online and hub.is_online, false) as is_alive,
             case when node.is_online then hub.last_seen_at else node.presence_at end as heard_at,
             (select count(*) from device
              where device.node_id = node.id and device.removed_at is null) as device_count
      from node left join hub on hub.farm_id = node.farm_id
      where node.removed_at is null and node.farm_id = ?
      """;

  @Inject Sql sql;

  /** All boards of a farm, by name. */
  public List<Node> of(UUID farmId) {
    return sql.query(SELECT + " order by node.name, node.id", Nodes::read, farmId);
  }

  /**
   * One board of a farm.
   *
   * @throws NotFound if it is not there ({@code NODE_NOT_FOUND})
   */
  public Node in(UUID farmId, UUID nodeId) {
    return sql.query(SELECT + " and node.id = ?", Nodes::read, farmId, nodeId).stream()
        .findFirst()
        .orElseThrow(Nodes::unknown);
  }

  /** Keeps the board as it is until the transaction ends. */
  static void lock(Sql sql, UUID farmId, UUID nodeId) {
    if (sql.query(
            "select 1 from node where id = ? and farm_id = ? and removed_at is null"
                + " for no key update",
            row -> true,
            nodeId,
            farmId)
        .isEmpty()) {
      throw unknown();
    }
  }

  private static NotFound unknown() {
    return new NotFound("NODE_NOT_FOUND", "no such node on this farm");
  }

  private static Node read(ResultSet row) throws SQLException {
    return new Node(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        row.getString("hardware_id"),
        row.getString("board"),
        row.getString("name"),
        row.getBoolean("is_alive"),
        row.getString("firmware_version"),
        Sql.instant(row, "heard_at"),
        row.getLong("incarnation"),
        row.getLong("boot"),
        row.getInt("device_count"),
        Sql.uuid(row, "coop_id"),
        row.getObject("rssi_dbm", Long.class),
        row.getObject("heap_free", Long.class),
        row.getObject("uptime_s", Long.class),
        Sql.instant(row, "created_at"));
  }
}
