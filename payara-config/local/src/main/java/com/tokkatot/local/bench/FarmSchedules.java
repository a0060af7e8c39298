package com.tokkatot.local.bench;

import com.tokkatot.local.Await;
import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Schedules of the first farm. What one device has is made by its owner through the API; other
 * devices get copies as rows, for two thousand requests would come up against a person's limits.
 */
final class FarmSchedules {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String COPY =
      """
      with made as materialized (
        select schedule_id as old, gen_random_uuid() as new from schedule_target
        where device_id = ?),
      schedules as (
        insert into schedule (id, farm_id, name, kind, priority, is_enabled, version, created_by,
          created_at, updated_at, planned_to, due_at)
        select new, farm_id, name, kind, priority, is_enabled, version, created_by, now(), now(),
          now(), now()
        from schedule join made on old = id),
      versions as (
        insert into schedule_version (schedule_id, version, name, is_enabled, definition, action,
          changed_by, changed_at)
        select new, v.version, v.name, v.is_enabled, replace(definition::text, ?, ?)::jsonb,
          action, changed_by, now()
        from schedule_version v join made on old = schedule_id
        join schedule on schedule.id = old and schedule.version = v.version)
      insert into schedule_target (schedule_id, device_id, offset_s) select new, ?, 0 from made
      """;

  private final LocalStack stack;
  private final FarmPlan farm;
  private final Api owner;

  FarmSchedules(LocalStack stack) {
    this.stack = stack;
    this.farm = stack.farms().get(0);
    this.owner = Api.anonymous(stack.urls().api()).signIn(stack.credentials());
  }

  /** Makes one; its id. */
  String make(String body) {
    var made = asked(() -> owner.post(path(), body), 201);
    return made.json().getJsonObject("schedule").getString("id");
  }

  /** Changes one, so that the hub is told to fetch all of them. */
  void touch(String id, int priority) {
    asked(() -> owner.put(path() + "/" + id, "{\"priority\":%d}".formatted(priority)), 200);
  }

  private static Answer asked(Supplier<Answer> call, int wanted) {
    var last = new AtomicReference<Answer>();
    Await.until(
        PATIENCE,
        () -> {
          last.set(call.get());
          return last.get().status() != 429;
        });
    if (last.get().status() != wanted) {
      throw new IllegalStateException("a schedule was answered with " + last.get());
    }
    return last.get();
  }

  private String path() {
    return "/farms/" + farm.farmId() + "/schedules";
  }

  /** Gives these devices the same schedules as that one. */
  void copy(String device, List<String> others) throws SQLException {
    try (var connection = stack.database();
        var copy = connection.prepareStatement(COPY)) {
      connection.setAutoCommit(false);
      for (var other : others) {
        copy.setObject(1, UUID.fromString(device));
        copy.setString(2, device);
        copy.setString(3, other);
        copy.setObject(4, UUID.fromString(other));
        copy.executeUpdate();
      }
      connection.commit();
    }
  }

  /** Waits until the hub has so many of them on its disk. */
  void awaitAtHub(int count) {
    if (!Await.until(PATIENCE, () -> atHub() == count)) {
      throw new IllegalStateException("the hub has " + atHub() + " schedules, not " + count);
    }
  }

  private int atHub() {
    var journal = stack.hubState().resolve("journal.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from schedule")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException busy) {
      return -1;
    }
  }

  /** One turn as the cloud planned it, and what its hub has said of it. */
  record Turn(String id, String device, Instant planned, String state) {}

  /** All turns by the clock within a time, both ends included, by id. */
  Map<String, Turn> turns(Instant from, Instant to) throws SQLException {
    var turns = new HashMap<String, Turn>();
    try (var connection = stack.database();
        var query =
            connection.prepareStatement(
                "select id, device_id, planned_at, state from schedule_execution"
                    + " where farm_id = ?::uuid and origin = 'schedule'"
                    + " and planned_at between ?::timestamptz and ?::timestamptz")) {
      query.setString(1, farm.farmId());
      query.setString(2, from.toString());
      query.setString(3, to.toString());
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          var turn =
              new Turn(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getTimestamp(3).toInstant(),
                  rows.getString(4));
          turns.put(turn.id(), turn);
        }
      }
    }
    return turns;
  }
}
