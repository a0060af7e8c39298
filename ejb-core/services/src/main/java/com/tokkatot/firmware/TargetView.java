package com.tokkatot.firmware;

import com.tokkatot.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * How one node of a rollout fares.
 *
 * @param state waiting, open (a try is under way), succeeded, failed or cancelled
 * @param tries how often it was offered
 * @param updateState where the last try stands, a state of WIRE.md 3.11 or {@code offered}; null
 *     before the first
 * @param reason why the last try failed, a word of WIRE.md 3.11 or {@code silent}; else null
 * @param receivedBytes of the file, as the node last said, or null
 * @param firmwareVersion what the node runs, or null if it never spoke
 * @param statusAt when the last try was last heard of, or null
 */
public record TargetView(
    UUID nodeId,
    UUID farmId,
    String nodeName,
    int wave,
    String state,
    int tries,
    String updateState,
    String reason,
    Long receivedBytes,
    String firmwareVersion,
    Instant statusAt) {

  static final String SELECT =
      """
      select target.*, node.farm_id, node.name, node.firmware_version,
        (select count(*) from firmware_update
         where rollout_id = target.rollout_id and node_id = target.node_id) as tries,
        last.state as update_state, last.reason, last.received_bytes, last.status_at
      from firmware_target target join node on node.id = target.node_id
      left join lateral (
        select * from firmware_update
        where rollout_id = target.rollout_id and node_id = target.node_id
        order by offered_at desc limit 1) last on true
      """;

  static TargetView read(ResultSet row) throws SQLException {
    return new TargetView(
        Sql.uuid(row, "node_id"),
        Sql.uuid(row, "farm_id"),
        row.getString("name"),
        row.getInt("wave"),
        row.getString("state"),
        row.getInt("tries"),
        row.getString("update_state"),
        row.getString("reason"),
        row.getObject("received_bytes", Long.class),
        row.getString("firmware_version"),
        Sql.instant(row, "status_at"));
  }
}
