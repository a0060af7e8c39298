package com.tokkatot.local;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The farms of the stack and their owner, as rows of the application's database. */
final class DemoData {

  private static final int BCRYPT_COST = 12;
  private static final Set<String> DIMMED = Set.of("light", "fan");
  private static final Set<String> SENSORS = Set.of("dht22", "water_level");

  private final NamedStatements statements = NamedStatements.of("demo-data.sql");
  private final Credentials owner;
  private final String accountId;

  DemoData(Credentials owner, String accountId) {
    this.owner = owner;
    this.accountId = accountId;
  }

  /** Adds what is missing, in one transaction; the application has made the tables before. */
  void insert(Connection connection, List<FarmPlan> farms) throws SQLException {
    connection.setAutoCommit(false);
    var values = new HashMap<String, String>();
    values.put("email", owner.identifier());
    if (!known(connection)) {
      values.put("account_id", accountId);
      values.put(
          "password_hash",
          BCrypt.withDefaults().hashToString(BCRYPT_COST, owner.password().toCharArray()));
      statements.run(connection, "account", values);
    }
    for (var farm : farms) {
      insert(connection, farm, new HashMap<>(values));
    }
    connection.commit();
  }

  /** Hashing takes a quarter of a second on purpose; not on every start. */
  private boolean known(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select 1 from account where email = ?")) {
      statement.setString(1, owner.identifier());
      try (var result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private void insert(Connection connection, FarmPlan farm, Map<String, String> values)
      throws SQLException {
    values.put("farm_id", farm.farmId());
    values.put("farm_name", farm.name());
    values.put("coop_id", farm.coopId());
    values.put("hub_id", farm.hubId());
    for (var table : List.of("farm", "farm_member", "coop", "hub")) {
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
