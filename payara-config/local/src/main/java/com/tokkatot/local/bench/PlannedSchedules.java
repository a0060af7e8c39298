package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.ProcessRow;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The cloud's half: it plans what many hubs are to do, and watches hubs that say nothing. It looks
 * an hour ahead; so that this hour holds as many executions as a day of so many schedules, each
 * comes every three minutes.
 */
final class PlannedSchedules {

  /** Executions, and how many schedules a farm has. */
  private static final int[] PLANNED = {500, 5_000, 50_000};

  private static final int EACH = 20;
  private static final int DEVICES = 25;
  private static final int A_DEVICE = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Two rounds of turns, what a hub may take to answer, and some more. */
  private static final Duration WATCHED = Duration.ofSeconds(420);

  private static final String SCHEDULES =
      """
      with account as (select id from account order by created_at limit 1),
      made as materialized (
        select device.id as device, device.farm_id as farm, n, gen_random_uuid() as new
        from device cross join generate_series(0, ?) as n
        where device.farm_id = any(?)),
      rows as (
        insert into schedule (id, farm_id, name, kind, priority, is_enabled, version, created_by,
          created_at, updated_at, planned_to, due_at)
        select new, farm, 'Bench', 'time_based', 0, true, 1, account.id, now(), now(), now(), now()
        from made, account),
      versions as (
        insert into schedule_version (schedule_id, version, name, is_enabled, definition, action,
          changed_by, changed_at)
        select new, 1, 'Bench', true,
          jsonb_build_object('schedule_type', 'time_based',
            'cron_expression', (n % 3) || '-59/3 * * * *', 'action', 'on', 'priority', 0,
            'misfire_grace', 60,
            'devices', jsonb_build_array(jsonb_build_object('device_id', device, 'offset', 0))),
          'created', account.id, now()
        from made, account)
      insert into schedule_target (schedule_id, device_id, offset_s) select new, device, 0 from made
      """;

  private final LocalStack stack;
  private final Bench.Run run;

  PlannedSchedules(LocalStack stack, Bench.Run run) {
    this.stack = stack;
    this.run = run;
  }

  void measure(Figures figures) throws SQLException {
    for (var planned : PLANNED) {
      var farms = Math.max(1, planned / EACH / (DEVICES * A_DEVICE));
      var devices = planned / EACH / A_DEVICE / farms;
      var ids = ManyFarms.make(stack, farms, devices).stream().map(ManyFarms.PlayedFarm::farmId);
      var seconds = plan(ids.map(UUID::fromString).toList(), planned);
      run.say("  %d planned in %.1f s".formatted(planned, seconds));
      if (planned == PLANNED[PLANNED.length - 1]) {
        figures.put("planned", planned, "50000").put("plan_s", seconds);
      } else {
        figures.put("plan_s_of_" + planned, seconds);
      }
    }
    run.say("watching hubs that say nothing for " + WATCHED.toSeconds() + " s");
    LockSupport.parkNanos(WATCHED.toNanos());
    figures
        .put("watch_lag_p99_s", lag(), "<= 5")
        .put("overdue_unseen", number(OVERDUE + " and overdue_at is null"), "0")
        .put("rss_mb", rss());
  }

  /** Seconds from the moment that they are there until all is planned. */
  private double plan(List<UUID> farms, int planned) throws SQLException {
    try (var connection = stack.database();
        var insert = connection.prepareStatement(SCHEDULES)) {
      insert.setInt(1, A_DEVICE - 1);
      insert.setArray(2, connection.createArrayOf("uuid", farms.toArray()));
      insert.executeUpdate();
      var begin = System.nanoTime();
      while (count(connection, farms) < planned) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IllegalStateException(
              "only " + count(connection, farms) + " of " + planned + " are planned");
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static long count(java.sql.Connection connection, List<UUID> farms) throws SQLException {
    try (var query =
        connection.prepareStatement(
            "select count(*) from schedule_execution where farm_id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", farms.toArray()));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Due for so long that the watcher must have seen it. */
  private static final String OVERDUE =
      "select count(*) from schedule_execution where state = 'pending'"
          + " and planned_at < now() - interval '40 seconds'";

  private double lag() throws SQLException {
    return number(
        "select percentile_cont(0.99) within group (order by extract(epoch from"
            + " overdue_at - planned_at) - 30) from schedule_execution where overdue_at is not null");
  }

  private double number(String sql) throws SQLException {
    try (var connection = stack.database();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private double rss() {
    return stack.processes().stream()
        .filter(process -> process.name().equals("cloud"))
        .mapToLong(ProcessRow::rssMb)
        .findFirst()
        .orElseThrow();
  }
}
