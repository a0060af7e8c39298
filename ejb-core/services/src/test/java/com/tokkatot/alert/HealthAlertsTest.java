package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.device.DigestHeard;
import com.tokkatot.device.Presence;
import com.tokkatot.device.Registry;
import com.tokkatot.device.StatusesObserved;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
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
import org.junit.jupiter.api.Test;

/** Boards, sensors and machines that are ill, in a database where nobody else is. */
class HealthAlertsTest {

  private static final Sql APART = TestDatabase.another();

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = APART;
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final AlertNews news = TestAlerts.news(LiveEventsTest.over(sql), time);
  private final TimeSeries series = TestReadings.seriesOver(sql, time);
  private final BoardStarts starts = new BoardStarts();
  private final BoardAlerts boards = new BoardAlerts();
  private final SensorAlerts sensors = new SensorAlerts();
  private final ServiceAlerts services = new ServiceAlerts();
  private final FaultAlerts faults = new FaultAlerts();
  private final Presence presence = Registry.presenceOver(sql, time);
  private long digests;
  private final UUID sensor = UUID.randomUUID();
  private final UUID fan = UUID.randomUUID();

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

  @Test
  void aBoardThatStartsThreeTimesInAnHourIsToldOfUntilAnHourIsQuiet() {
    boots(7);
    passes(600);
    boots(8);
    boots(8);
    passes(600);
    boots(9);
    boards.look();
    assertThat(open()).isEmpty();

    passes(600);
    boots(10);
    boards.look();
    assertThat(open()).containsExactly("node_restarts");

    passes(3599);
    assertThat(open()).containsExactly("node_restarts");
    passes(1);
    assertThat(open()).isEmpty();
  }

  @Test
  void startsBetweenTwoDigestsCountToo() {
    boots(7);
    boots(10);

    passes(1);

    assertThat(open()).containsExactly("node_restarts");
  }

  @Test
  void theFirstWordOfABoardAndAPowerCutAreNothing() {
    boots(500);
    passes(60);
    boots(501);
    passes(60);

    assertThat(open()).isEmpty();
  }

  @Test
  void whileTheHubIsAwayNothingIsOver() {
    boots(7);
    boots(10);
    passes(1);
    sql.update("update hub set is_online = false where farm_id = ?", farm.id());

    passes(7200);

    assertThat(open()).containsExactly("node_restarts");
  }

  @Test
  void aBoardThatHardlyHearsTheNetworkIsToldOfUntilItHearsWell() {
    signal(-87);
    assertThat(open()).isEmpty();
    signal(-88);
    assertThat(open()).containsExactly("node_weak");
    signal(-81);
    assertThat(open()).as("not well yet").containsExactly("node_weak");
    signal(-80);
    assertThat(open()).isEmpty();
  }

  @Test
  void aBoardWithoutMainsIsToldOfAfterTwoMinutesUntilTheyAreBack() {
    lives("battery", 4100L);
    passes(119);
    lives("battery", 4050L);
    assertThat(open()).isEmpty();
    passes(1);
    assertThat(open()).containsExactly("mains_lost");
    assertThat(severity()).isEqualTo("warning");

    lives("mains", 4050L);
    assertThat(open()).isEmpty();
    lives("battery", 4050L);
    passes(119);
    assertThat(open()).as("counted anew").isEmpty();
  }

  @Test
  void anEmptyBatteryIsCriticalUntilItIsChargedOrMainsAreBack() {
    lives("battery", 3500L);
    assertThat(open()).isEmpty();
    lives("battery", 3499L);
    assertThat(open()).containsExactly("battery_low");
    assertThat(severity()).isEqualTo("critical");
    lives("battery", 3599L);
    assertThat(open()).as("not well yet").containsExactly("battery_low");
    lives("battery", 3600L);
    assertThat(open()).isEmpty();

    lives("battery", 3400L);
    lives("mains", 3400L);
    assertThat(open()).isEmpty();
  }

  @Test
  void ofABoardThatSaysNothingOfItsPowerNobodyIsTold() {
    lives(null, null);
    passes(300);

    assertThat(open()).isEmpty();
  }

  @Test
  void aThermometerThatFallsSilentOnALivingBoardIsToldOfUntilItSpeaks() {
    reads(28, Reading.Quality.GOOD);
    time.advance(Duration.ofSeconds(2099));
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();

    time.advance(Duration.ofSeconds(2));
    reads(0, Reading.Quality.BAD);
    sensors.lookForSilent(farm.id());
    assertThat(open()).as("what is bad says nothing").containsExactly("sensor_silent");

    time.advance(Duration.ofSeconds(1));
    reads(28, Reading.Quality.GOOD);
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();
  }

  @Test
  void whereReadingsAreUploadedSeldomSilenceIsWaitedForLonger() {
    TestSettings.set(sql, farm.id(), Key.UPLOAD_MINUTES, 30);
    reads(28, Reading.Quality.GOOD);
    time.advance(Duration.ofSeconds(3599));
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();

    time.advance(Duration.ofSeconds(2));
    sensors.lookForSilent(farm.id());
    assertThat(open()).containsExactly("sensor_silent");
  }

  @Test
  void ofASensorOnASilentBoardNobodyKnowsMore() {
    time.advance(Duration.ofHours(2));
    sql.update("update node set is_online = false where id = ?", farm.node());

    sensors.lookForSilent(farm.id());

    assertThat(open()).isEmpty();
  }

  @Test
  void aThermometerThatStandsStillForHoursIsToldOfUntilItMoves() {
    time.advance(Duration.ofHours(6));
    hours(5, 28);
    sensors.lookForOdd(farm.id());
    assertThat(open()).contains("sensor_stuck");

    time.advance(Duration.ofHours(1));
    reads(28.1, Reading.Quality.GOOD);
    time.advance(Duration.ofMinutes(1));
    reads(28.4, Reading.Quality.GOOD);
    time.advance(Duration.ofHours(1));
    sensors.lookForOdd(farm.id());
    assertThat(open()).doesNotContain("sensor_stuck");
  }

  @Test
  void aMachineThatHasWorkedEnoughIsToldOfUntilItWasLookedAfter() {
    worked(1999);
    assertThat(open()).isEmpty();
    worked(2000);
    assertThat(open()).containsExactly("service_due");

    sql.update(
        "insert into device_maintenance (id, farm_id, device_id, done_at, note, on_ms, cycles,"
            + " created_at) values (?, ?, ?, ?, 'oiled', ?, 0, ?)",
        UUID.randomUUID(),
        farm.id(),
        fan,
        time.instant(),
        Duration.ofHours(2000).toMillis(),
        time.instant());
    services.look();
    assertThat(open()).isEmpty();
  }

  @Test
  void aJamIsToldOfUntilTheMachineRunsAgain() {
    says(farm.light(), DeviceState.ERROR, null, null, CommandError.JAM);
    says(farm.light(), DeviceState.OFF, null, null, null);
    assertThat(open()).as("standing still is not well").containsExactly("device_jammed");
    assertThat(severity()).isEqualTo("warning");

    says(farm.light(), DeviceState.ON, null, null, null);
    assertThat(open()).isEmpty();
  }

  @Test
  void aFanThatIsBrokenIsCritical() {
    says(fan, DeviceState.OFF, UUID.randomUUID(), CommandResult.FAILED, CommandError.HARDWARE);
    assertThat(open()).containsExactly("device_fault");
    assertThat(severity()).isEqualTo("critical");

    says(fan, DeviceState.ON, UUID.randomUUID(), CommandResult.COMPLETED, null);
    assertThat(open()).isEmpty();
  }

  @Test
  void whatAnOrderDidWrongIsNoFaultAndWhatWasOverLongAgoIsNoNews() {
    says(fan, DeviceState.OFF, UUID.randomUUID(), CommandResult.REJECTED, CommandError.INTERLOCK);
    assertThat(open()).isEmpty();

    heard(
        status(fan, DeviceState.ERROR, null, null, CommandError.OVERLOAD),
        status(fan, DeviceState.ON, null, null, null));

    assertThat(open()).isEmpty();
  }

  private void device(UUID id, String kind, String type) {
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type) values (?, ?, ?, 'D', ?, ?)",
        id,
        farm.id(),
        farm.node(),
        kind,
        type);
  }

  private void boots(long boot) {
    sql.update("update node set boot = ? where id = ?", boot, farm.node());
    var node = new NodePresence(farm.node(), true, 1, boot, "2.0.0");
    starts.heard(
        new DigestHeard(
            farm.id(),
            new DigestMessage(
                farm.hub(), time.instant(), true, 1, boot, 0, "2.0.0", List.of(node))));
  }

  /** The board's hub says what it lives on, and all boards are looked at. */
  private void lives(String power, Long batteryMv) {
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

  private void passes(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
    boards.look();
  }

  private void signal(int dbm) {
    sql.update("update node set rssi_dbm = ? where id = ?", dbm, farm.node());
    boards.look();
  }

  private void reads(double value, Reading.Quality quality) {
    series.append(List.of(reading(time.instant(), value, quality)));
  }

  /** The same reading every ten minutes, up to now. */
  private void hours(int count, double value) {
    var readings = new ArrayList<StoredReading>();
    for (var i = 1; i <= 6 * count; i++) {
      readings.add(
          reading(time.instant().minus(Duration.ofMinutes(10L * i)), value, Reading.Quality.GOOD));
    }
    series.append(readings);
  }

  private StoredReading reading(Instant at, double value, Reading.Quality quality) {
    return new StoredReading(sensor, "temperature", at, value, "Cel", quality);
  }

  private void worked(long hours) {
    sql.update(
        "insert into device_usage (device_id, on_ms, cycles, since) values (?, ?, 1, ?)"
            + " on conflict (device_id) do update set on_ms = excluded.on_ms",
        fan,
        Duration.ofHours(hours).toMillis(),
        time.instant());
    services.look();
  }

  private void says(
      UUID device, DeviceState state, UUID command, CommandResult result, CommandError error) {
    heard(status(device, state, command, result, error));
  }

  private void heard(StatusMessage... statuses) {
    faults.heard(new StatusesObserved(List.of(statuses), List.of(statuses), new ArrayList<>()));
  }

  private StatusMessage status(
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

  private List<String> open() {
    return sql.query(
        "select type from alert where farm_id = ? and resolved_at is null order by type",
        row -> row.getString("type"),
        farm.id());
  }

  private String severity() {
    return sql.query(
            "select severity from alert where farm_id = ? and resolved_at is null",
            row -> row.getString("severity"),
            farm.id())
        .get(0);
  }
}
