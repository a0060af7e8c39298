package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.device.Registry;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.NoRedis;
import com.tokkatot.shared.Redis;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestRedis;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.journal.JournalSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Redis remembers is what the store knows, however readings came. */
class RecentReadingsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final UUID sensor = farm.light();
  private TestRedis server;
  private Readings readings;
  private RecentReadings stored;

  @BeforeEach
  void wire() {
    server = new TestRedis();
    readings = over(awaited(server.client(time)));
    stored = TestReadings.recentOver(new NoRedis(), readings.series, time);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachAverageLooksBackAsFarAsItsNameSays() {
    measured(Duration.ofHours(25), 99);
    measured(Duration.ofHours(23), 10);
    measured(Duration.ofMinutes(59), 20);
    measured(Duration.ofMinutes(4), 30);
    measured(Duration.ofMinutes(1), 40);

    for (var asked = 0; asked < 2; asked++) {
      assertThat(readings.averages(sensor))
          .containsExactly(new RollingAverages("temperature", "Cel", 35.0, 30.0, 25.0));
    }
  }

  @Test
  void onceLookedAtRedisAloneKnowsWhatCameSince() {
    measured(Duration.ofMinutes(1), 20);
    readings.averages(sensor);
    readings.latest(List.of(sensor));

    measured(Duration.ZERO, 30);
    sql.update("delete from reading where device_id = ?", sensor);

    assertThat(readings.averages(sensor))
        .containsExactly(new RollingAverages("temperature", "Cel", 25.0, 25.0, 25.0));
    assertThat(latest()).containsExactly(30.0);
    time.advance(Duration.ofMinutes(6));
    assertThat(readings.averages(sensor).get(0).fiveMinutes()).as("nothing lately").isNull();
    assertThat(readings.averages(sensor).get(0).hour()).isEqualTo(25);
  }

  @Test
  void lateDoubledAndDisorderedReadingsCountAsTheStoreCountsThem() {
    var random = new Random(11);
    for (var i = 0; i < 400; i++) {
      switch (random.nextInt(6)) {
        case 0 -> measured(Duration.ofSeconds(random.nextInt(90_000)), random.nextInt(40));
        case 1 -> measured(Duration.ofSeconds(random.nextInt(20)), random.nextInt(40));
        case 2 -> journal(Duration.ofSeconds(random.nextInt(600)), random.nextInt(40));
        default -> measured(Duration.ZERO, random.nextInt(40));
      }
      time.advance(Duration.ofSeconds(random.nextInt(15)));
      if (random.nextInt(3) > 0) {
        expectWhatIsStored();
      }
    }
  }

  @Test
  void whatIsStoredWhileSomebodyLooksIsNotForgotten() {
    measured(Duration.ofMinutes(1), 20);
    var memory = readings.recent.memory;
    var found = memory.read(RecentMemory.Kind.ROLLING, List.of(sensor));
    var before = RollingSums.of(readings.series, sensor, time.instant());

    measured(Duration.ZERO, 30);
    memory.fill(RecentMemory.Kind.ROLLING, found.claim(), Map.of(sensor, before.fields()));

    expectWhatIsStored();
  }

  @Test
  void whatRedisDidNotHearItForgetsOnceItHearsAgain() {
    measured(Duration.ofMinutes(2), 20);
    expectWhatIsStored();
    var near = readings.recent.memory.redis;

    readings.recent.memory.redis = new NoRedis();
    measured(Duration.ofMinutes(1), 30);
    assertThat(latest()).as("from the store").containsExactly(30.0);
    readings.recent.memory.redis = near;
    expectWhatIsStored();
    var elsewhere = TestDatabase.farm(sql).light();
    readings.recent.stored(new ReadingsStored(List.of(reading(elsewhere)), true));

    expectWhatIsStored();
    var other = over(near);
    assertThat(other.averages(sensor)).isEqualTo(stored.averages(sensor));
  }

  @Test
  void nothingIsRememberedForLongerThanFiveMinutes() {
    measured(Duration.ZERO, 20);
    expectWhatIsStored();
    measured(Duration.ZERO, 30);

    var redis = readings.recent.memory.redis;
    assertThat(redis.<Long>ask(commands -> commands.pttl("latest:" + sensor)).orElseThrow())
        .isPositive()
        .isLessThanOrEqualTo(RecentMemory.KEPT.toMillis());
  }

  @Test
  void whatNobodyLooksAtTakesNoRoom() {
    measured(Duration.ZERO, 20);

    assertThat(readings.recent.memory.redis.<Long>ask(commands -> commands.dbsize())).contains(0L);
  }

  @Test
  void aReadingOfBadQualityIsLatestButDoesNotCount() {
    measured(Duration.ofMinutes(1), 20);
    expectWhatIsStored();
    measured(Duration.ZERO, 99, Quality.BAD);

    expectWhatIsStored();
    assertThat(latest()).containsExactly(99.0);
    assertThat(readings.averages(sensor).get(0).hour()).isEqualTo(20);
  }

  private void expectWhatIsStored() {
    var expected = stored.averages(sensor);
    var found = readings.averages(sensor);
    assertThat(found).hasSameSizeAs(expected);
    for (var i = 0; i < found.size(); i++) {
      expectSame(found.get(i).fiveMinutes(), expected.get(i).fiveMinutes());
      expectSame(found.get(i).hour(), expected.get(i).hour());
      expectSame(found.get(i).day(), expected.get(i).day());
    }
    assertThat(readings.latest(List.of(sensor))).isEqualTo(stored.latest(List.of(sensor)));
  }

  private static void expectSame(Double found, Double expected) {
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-9));
    }
  }

  private void measured(Duration ago, double value) {
    measured(ago, value, Quality.GOOD);
  }

  private void measured(Duration ago, double value, Quality quality) {
    var message =
        new SensorMessage(
            sensor,
            time.instant().minus(ago),
            new OrderKey(1, 1, 1),
            List.of(new Reading("temperature", value, "Cel", quality)),
            false);
    var address = new Topics.Address(farm.id(), sensor, Topics.Kind.SENSOR);
    assertThat(readings.append(List.of(new Arrived<>(address, message, null)))).isEmpty();
  }

  /** Two readings, of which the second is a minute older. */
  private void journal(Duration ago, double value) {
    var at = time.instant().minus(ago).toEpochMilli();
    var channel =
        new JournalSeries.Channel(
            "temperature",
            "Cel",
            new double[] {value, value + 1},
            new Quality[] {Quality.GOOD, Quality.GOOD});
    readings.appendJournal(
        farm.id(),
        List.of(new JournalSeries(sensor, new long[] {at, at - 60_000}, List.of(channel))));
  }

  private StoredReading reading(UUID device) {
    Instant now = time.instant();
    return new StoredReading(device, "temperature", now, 1, "Cel", Quality.GOOD);
  }

  private List<Double> latest() {
    return readings.latest(List.of(sensor)).stream().map(StoredReading::value).toList();
  }

  private Readings over(Redis redis) {
    var made = TestReadings.over(sql, time, redis);
    made.devices = Registry.devicesOver(sql);
    made.live = LiveEventsTest.over(sql);
    return made;
  }

  /** Its first connection may take longer than anybody waits for an answer. */
  private Redis awaited(Redis redis) {
    for (var i = 0; i < 20 && redis.ask(commands -> commands.ping()).isEmpty(); i++) {
      time.advance(Duration.ofSeconds(2));
    }
    return redis;
  }
}
