package com.tokkatot.alert;

import com.tokkatot.device.DigestHeard;
import com.tokkatot.device.Presence;
import com.tokkatot.device.Registry;
import com.tokkatot.device.StatusesObserved;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.usage.TestUsage;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.CommandError;
import com.tokkatot.wire.Supply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A farm with a board, a thermometer and a fan that may fall ill, where nobody else is. */
abstract class IllFarm {

  private static final Sql APART = TestDatabase.another();

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  final Sql sql = APART;
  final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  final AlertNews news = TestAlerts.news(LiveEventsTest.over(sql), time);
  final TimeSeries series = TestReadings.seriesOver(sql, time);
  final BoardStarts starts = new BoardStarts();
  final BoardAlerts boards = new BoardAlerts();
  final SensorAlerts sensors = new SensorAlerts();
  final ServiceAlerts services = new ServiceAlerts();
  final FaultAlerts faults = new FaultAlerts();
  final Presence presence = Registry.presenceOver(sql, time);
  long digests;
  final UUID sensor = UUID.randomUUID();
  final UUID fan = UUID.randomUUID();

  @BeforeEach
  void wire() {
    sql.update("update hub set is_online = false");
    sql.update("update hub set is_online = true where farm_id = ?", farm.id());
    sql.update(
        "update node set is_online = true, presence_at = ? where id = ?",
        time.instant(),
        farm.node());
    device(sensor, "dht22", "sensor");
    device(fan, "fan", "pwm");
    starts.sql = sql;
    starts.time = time;
    boards.sql = sql;
    boards.time = time;
    boards.news = news;
    sensors.sql = sql;
    sensors.time = time;
    sensors.news = news;
    sensors.series = series;
    services.sql = sql;
    services.time = time;
    services.news = news;
    services.services = TestUsage.dueOver(sql, time);
    faults.sql = sql;
    faults.time = time;
    faults.news = news;
  }

  void device(UUID id, String kind, String type) {
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type) values (?, ?, ?, 'D', ?, ?)",
        id,
        farm.id(),
        farm.node(),
        kind,
        type);
  }

  void boots(long boot) {
    sql.update("update node set boot = ? where id = ?", boot, farm.node());
    var node = new NodePresence(farm.node(), true, 1, boot, "2.0.0");
    starts.heard(
        new DigestHeard(
            farm.id(),
            new DigestMessage(
                farm.hub(), time.instant(), true, 1, boot, 0, "2.0.0", List.of(node))));
  }

  /** The board's hub says what it lives on, and all boards are looked at. */
  void lives(String power, Long batteryMv) {
    presence.heard(
        farm.id(),
        new DigestMessage(
            farm.hub(),
            time.instant(),
            true,
            1,
            ++digests,
            0,
            "2.0.0",
            List.of(
                new NodePresence(
                    farm.node(),
                    true,
                    1,
                    5,
                    "2.0.0",
                    60L,
                    -60L,
                    90_000L,
                    Map.of(),
                    new Supply(power, batteryMv)))));
    boards.look();
  }

  void passes(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
    boards.look();
  }

  void signal(int dbm) {
    sql.update("update node set rssi_dbm = ? where id = ?", dbm, farm.node());
    boards.look();
  }

  void reads(double value, Reading.Quality quality) {
    series.append(List.of(reading(time.instant(), value, quality)));
  }

  /** The same reading every ten minutes, up to now. */
  void hours(int count, double value) {
    var readings = new ArrayList<StoredReading>();
    for (var i = 1; i <= 6 * count; i++) {
      readings.add(
          reading(time.instant().minus(Duration.ofMinutes(10L * i)), value, Reading.Quality.GOOD));
    }
    series.append(readings);
  }

  StoredReading reading(Instant at, double value, Reading.Quality quality) {
    return new StoredReading(sensor, "temperature", at, value, "Cel", quality);
  }

  void worked(long hours) {
    sql.update(
        "insert into device_usage (device_id, on_ms, cycles, since) values (?, ?, 1, ?)"
            + " on conflict (device_id) do update set on_ms = excluded.on_ms",
        fan,
        Duration.ofHours(hours).toMillis(),
        time.instant());
    services.look();
  }

  void says(
      UUID device, DeviceState state, UUID command, CommandResult result, CommandError error) {
    heard(status(device, state, command, result, error));
  }

  void heard(StatusMessage... statuses) {
    faults.heard(new StatusesObserved(List.of(statuses), List.of(statuses), new ArrayList<>()));
  }

  StatusMessage status(
      UUID device, DeviceState state, UUID command, CommandResult result, CommandError error) {
    return new StatusMessage(
        device,
        time.instant(),
        new OrderKey(1, 1, 1),
        state,
        null,
        null,
        command == null ? StatusMessage.Trigger.BUTTON : StatusMessage.Trigger.COMMAND,
        command,
        result,
        error,
        null,
        false);
  }

  List<String> open() {
    return sql.query(
        "select type from alert where farm_id = ? and resolved_at is null order by type",
        row -> row.getString("type"),
        farm.id());
  }

  String severity() {
    return sql.query(
            "select severity from alert where farm_id = ? and resolved_at is null",
            row -> row.getString("severity"),
            farm.id())
        .get(0);
  }
}
