package com.tokkatot.local.journey;

import com.tokkatot.local.LocalStack;
import java.sql.SQLException;
import java.util.UUID;

/** A farm that the demo owner has nothing to do with, with one device. */
final class ForeignFarm {

  final String farmId = UUID.randomUUID().toString();
  final String deviceId = UUID.randomUUID().toString();
  private final LocalStack stack;

  ForeignFarm(LocalStack stack) throws SQLException {
    this.stack = stack;
    var nodeId = UUID.randomUUID().toString();
    run("insert into farm (id, name) values (?::uuid, 'Foreign')", farmId);
    run(
        "insert into node (id, farm_id, hardware_id, name, board)"
            + " values (?::uuid, ?::uuid, ?, 'Foreign', 'virtual')",
        nodeId,
        farmId,
        nodeId);
    run(
        "insert into device (id, farm_id, node_id, name, kind, type)"
            + " values (?::uuid, ?::uuid, ?::uuid, 'Pump', 'pump', 'relay')",
        deviceId,
        farmId,
        nodeId);
  }

  long commands() throws SQLException {
    try (var database = stack.database();
        var query =
            database.prepareStatement("select count(*) from command where farm_id = ?::uuid")) {
      query.setString(1, farmId);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void run(String sql, String... values) throws SQLException {
    try (var database = stack.database();
        var statement = database.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
