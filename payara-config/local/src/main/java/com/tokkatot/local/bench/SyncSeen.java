package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.sql.SQLException;
import java.util.List;

/** What the cloud has of a farm that hands over what it kept ({@link SyncBacklog}). */
final class SyncSeen {

  private final LocalStack stack;
  private final FarmPlan farm;
  private final String sensors;
  private final String lights;
  private final int devices;

  SyncSeen(LocalStack stack, FarmPlan farm, List<String> sensors, List<String> lights) {
    this.stack = stack;
    this.farm = farm;
    this.sensors = "{" + String.join(",", sensors) + "}";
    this.lights = "{" + String.join(",", lights) + "}";
    this.devices = lights.size();
  }

  boolean statesAreRight() throws SQLException {
    return of("select count(*) from device where state = 'on' and id = any(?::uuid[])", lights)
        == devices;
  }

  /** Number of the last record of readings of which all before are accounted for. */
  long readingsStoredTo() throws SQLException {
    return of(
        "select coalesce(max(stored_to), 0) from journal_stream"
            + " where stream = 'readings' and hub_id = ?::uuid",
        farm.hubId());
  }

  long storedReadings() throws SQLException {
    return of("select count(*) from reading where device_id = any(?::uuid[])", sensors);
  }

  /** How often the lights went on, as it was counted along. */
  long cycles() throws SQLException {
    return of("select sum(cycles) from device_usage where device_id = any(?::uuid[])", lights);
  }

  /** Records that came although they were stored. */
  long repeats() throws SQLException {
    return of("select sum(repeats) from journal_stream where hub_id = ?::uuid", farm.hubId());
  }

  private long of(String query, String argument) throws SQLException {
    return number(stack, query, argument);
  }

  static long number(LocalStack stack, String query, String argument) throws SQLException {
    try (var connection = stack.database();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, argument);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
