package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Farms that exist in the database only; their hubs are played. */
final class ManyFarms {

  /** One of them. */
  record PlayedFarm(String farmId, String hubId, List<String> devices) {}

  private ManyFarms() {}

  /** Makes farms that nobody owns yet, each with so many lights. */
  static List<PlayedFarm> make(LocalStack stack, int farms, int devices) throws SQLException {
    return make(stack, farms, devices, "light", "relay");
  }

  /** Makes farms that nobody owns yet, each with so many devices of one kind. */
  static List<PlayedFarm> make(LocalStack stack, int farms, int devices, String kind, String type)
      throws SQLException {
    var made = new ArrayList<PlayedFarm>();
    try (var connection = stack.database()) {
      connection.setAutoCommit(false);
      for (var i = 0; i < farms; i++) {
        made.add(make(connection, devices, kind, type));
      }
      connection.commit();
    }
    return made;
  }

  private static PlayedFarm make(Connection connection, int devices, String kind, String type)
      throws SQLException {
    var farm = new PlayedFarm(id(), id(), new ArrayList<>());
    run(connection, "insert into farm (id, name) values (?::uuid, 'Played')", farm.farmId);
    run(
        connection,
        "insert into hub (id, farm_id) values (?::uuid, ?::uuid)",
        farm.hubId,
        farm.farmId);
    farm.devices.addAll(devices(connection, farm.farmId, devices, kind, type));
    return farm;
  }

  /** Adds devices of a board that nobody has made to a farm; their ids. */
  static List<String> devices(
      Connection connection, String farmId, int count, String kind, String type)
      throws SQLException {
    var node = id();
    run(
        connection,
        "insert into node (id, farm_id, hardware_id, name, board)"
            + " values (?::uuid, ?::uuid, ?, 'Node', 'virtual')",
        node,
        farmId,
        node);
    var devices = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      devices.add(id());
      run(
          connection,
          "insert into device (id, farm_id, node_id, name, kind, type)"
              + " values (?::uuid, ?::uuid, ?::uuid, 'Played', ?, ?)",
          devices.get(i),
          farmId,
          node,
          kind,
          type);
    }
    return devices;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static void run(Connection connection, String sql, String... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
