package com.tokkatot.local.bench;

import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a hub has written down while the cloud was away: what its sensors read ({@link
 * PlayedSensors}) and what its lights did. Written into the file of a hub that is stopped.
 */
final class SyncBacklog {

  static final Duration AWAY = Duration.ofHours(72);

  /** On and off in turn, about every two hours; the last one is on. */
  static final int STATUSES_EACH = 37;

  private static final int COMMIT = 10_000;
  private static final long SEED = 72;

  private final String farmId;
  private final List<String> sensors;
  private final List<String> lights;
  private final Instant begin;

  SyncBacklog(String farmId, List<String> sensors, List<String> lights, Instant now) {
    this.farmId = farmId;
    this.sensors = sensors;
    this.lights = lights;
    this.begin = now.minus(AWAY);
  }

  /** Records of readings, of two values each. */
  long messages() {
    return AWAY.toMillis() / PlayedSensors.PERIOD_MS * sensors.size();
  }

  /**
   * Writes all of it behind what is there.
   *
   * @return number of the last record of readings
   */
  long write(Path hubState) throws SQLException {
    var url = "jdbc:sqlite:" + hubState.resolve("journal.db");
    try (var connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (var event = insert(connection, "event");
          var reading = insert(connection, "reading")) {
        writeStatuses(event);
        writeReadings(reading);
      }
      connection.commit();
      return lastReading(connection);
    }
  }

  private static long lastReading(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(seq) from reading")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static PreparedStatement insert(Connection connection, String table) throws SQLException {
    return connection.prepareStatement(
        "insert into " + table + " (topic, payload, at) values (?, ?, ?)");
  }

  private void writeStatuses(PreparedStatement insert) throws SQLException {
    for (var turn = 0; turn < STATUSES_EACH; turn++) {
      for (var i = 0; i < lights.size(); i++) {
        var at = begin.plus(AWAY.multipliedBy(turn).dividedBy(STATUSES_EACH)).plusSeconds(i);
        add(insert, lights.get(i), "status", status(lights.get(i), turn, at).toBytes(), at);
      }
    }
    insert.executeBatch();
  }

  private static StatusMessage status(String light, int turn, Instant at) {
    return new StatusMessage(
        UUID.fromString(light),
        at,
        new OrderKey(1, 1, turn),
        turn % 2 == 0 ? DeviceState.ON : DeviceState.OFF,
        null,
        null,
        StatusMessage.Trigger.SCHEDULE,
        null,
        null,
        null,
        null,
        false);
  }

  private void writeReadings(PreparedStatement insert) throws SQLException {
    var played = new PlayedSensors(sensors, SEED, begin);
    for (var number = 1L; number <= messages(); number++) {
      var message = played.message(number);
      add(insert, message.deviceId().toString(), "sensor", message.toBytes(), message.timestamp());
      if (number % COMMIT == 0) {
        insert.executeBatch();
        insert.getConnection().commit();
      }
    }
    insert.executeBatch();
  }

  private void add(PreparedStatement insert, String device, String kind, byte[] payload, Instant at)
      throws SQLException {
    insert.setString(1, "farm/" + farmId + "/devices/" + device + "/" + kind);
    insert.setBytes(2, payload);
    insert.setLong(3, at.toEpochMilli());
    insert.addBatch();
  }
}
