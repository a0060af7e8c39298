package com.tokkatot.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The farms of the stack as rows of the application's database: what staff will set up one day with
 * calls that do not exist yet. People are not made here, see {@link DemoOwner}.
 */
final class DemoData {

  private static final Set<String> DIMMED = Set.of("light", "fan");
  private static final Set<String> SENSORS = Set.of("dht22", "water_level");

  private final NamedStatements statements = NamedStatements.of("demo-data.sql");
  private final Map<String, String> hubKeys;

  /**
   * @param hubKeys by hub, the public key it proves itself with, PEM
   */
  DemoData(Map<String, String> hubKeys) {
    this.hubKeys = hubKeys;
  }

  /** Adds what is missing, in one transaction; the application has made the tables before. */
  void insert(Connection connection, List<FarmPlan> farms) throws SQLException {
    connection.setAutoCommit(false);
    for (var farm : farms) {
      insert(connection, farm);
    }
    connection.commit();
  }

  /** Makes the account the owner of these farms; false when there is no such account. */
  boolean give(Connection connection, List<FarmPlan> farms, String accountId) throws SQLException {
    connection.setAutoCommit(false);
    var values = new HashMap<String, String>();
    values.put("account_id", accountId);
    for (var farm : farms) {
      values.put("farm_id", farm.farmId());
      statements.run(connection, "farm_member", values);
    }
    try (var query =
        connection.prepareStatement(
            "select 1 from account where id = ?::uuid and contact_verified")) {
      query.setString(1, accountId);
      try (var row = query.executeQuery()) {
        var known = row.next();
        connection.commit();
        return known;
      }
    }
  }

  private void insert(Connection connection, FarmPlan farm) throws SQLException {
    Map<String, String> values = new HashMap<>();
    values.put("farm_id", farm.farmId());
    values.put("farm_name", farm.name());
    values.put("coop_id", farm.coopId());
    values.put("hub_id", farm.hubId());
    values.put("hub_key", hubKeys.get(farm.hubId()));
    for (var table : List.of("farm", "coop", "hub")) {
      statements.run(connection, table, values);
    }
    for (var node : farm.nodes()) {
      values.put("node_id", node.nodeId());
      values.put("hardware_id", "virtual-" + node.nodeId());
      values.put("node_name", "Node " + node.number());
      statements.run(connection, "node", values);
      for (var device : node.devices()) {
        values.put("device_id", device.deviceId());
        values.put("device_name", device.name());
        values.put("kind", device.kind());
        values.put("type", type(device.kind()));
        statements.run(connection, "device", values);
      }
    }
  }

  private static String type(String kind) {
    if (SENSORS.contains(kind)) {
      return "sensor";
    }
    return DIMMED.contains(kind) ? "pwm" : "relay";
  }
}
