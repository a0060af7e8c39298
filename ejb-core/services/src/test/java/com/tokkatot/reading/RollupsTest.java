package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupsTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Phnom_Penh");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

  private static final List<Double> SHARES = List.of(0.01, 0.05, 0.5, 0.95, 0.99);

  private static Sql sql;

  private final SettableTime time = new SettableTime(START.toString());
  private final ReadingPartitions partitions = new ReadingPartitions();
  private final Rollups rollups = new Rollups();
  private final PostgresTimeSeries series = new PostgresTimeSeries();
  private final UUID sensor = TestDatabase.farm(sql).light();
  private final UUID other = UUID.randomUUID();

  @BeforeAll
  static void open() {
    sql = TestDatabase.another();
  }

  @BeforeEach
  void wire() {
    sql.update("truncate reading, reading_hour, reading_day, reading_late, reading_summed");
    partitions.sql = sql;
    partitions.time = time;
    partitions.makeAhead();
    rollups.sql = sql;
    rollups.time = time;
    rollups.series = series;
    series.sql = sql;
    series.time = time;
    // Eight days back would be the first start's work, here of every test.
    sql.update("insert into reading_summed (until) values (?)", START);
  }

  @Test
  void theFirstStartBeginsWithTheOldestHourThatMayStillCome() {
    sql.update("truncate reading_summed");
    rollups.sumNextHour();

    assertThat(sql.query("select until from reading_summed", row -> Sql.instant(row, "until")))
        .containsExactly(START.minus(ReadingPartitions.LATE).plus(Duration.ofHours(1)));
  }

  @Test
  void anHourIsSummedUpOnceItIsOverForGood() {
    append(sensor, 10, 30);
    time.advance(Duration.ofMinutes(69));
    sumUp();
    assertThat(hoursInTable()).isZero();

    time.advance(Duration.ofMinutes(1));
    sumUp();
    assertThat(hoursInTable()).isEqualTo(1);
    assertThat(mean()).isEqualTo(30);
  }

  @Test
  void whatComesLateIsSummedUpAnewForItsDeviceOnly() {
    append(sensor, 10, 30);
    append(other, 10, 50);
    time.advance(Duration.ofHours(2));
    sumUp();
    sql.update("update reading_hour set total = 1 where device_id = ?", other);

    append(sensor, 20, 20);
    append(sensor, 20, 20);
    sumUp();

    assertThat(mean()).isEqualTo(25);
    assertThat(day().count()).isEqualTo(2);
    assertThat(series.hours(other, null, START, time.instant()).get(0).total()).isEqualTo(1);
    assertThat(sql.query("select 1 from reading_late", row -> 1)).isEmpty();
  }

  @Test
  void manyLateHoursAreSummedUpInRoundsAndNoneTwice() {
    time.advance(Duration.ofHours(2));
    sumUp();
    var many = new ArrayList<StoredReading>();
    for (var i = 0; i < 401; i++) {
      many.add(reading(UUID.randomUUID(), 10, i));
    }
    series.append(many);
    series.append(many.subList(0, 5));

    var rounds = sumLate();

    assertThat(rounds).as("200, 200, 1 and the look that finds none").isEqualTo(4);
    assertThat(hoursInTable()).isEqualTo(401);
    assertThat(sql.query("select 1 from reading_late", row -> 1)).isEmpty();
  }

  @Test
  void aMarkThatComesWhileItsHourIsSummedUpStaysAndNobodyWaits() {
    append(sensor, 10, 30);
    time.advance(Duration.ofHours(2));
    sumUp();
    append(sensor, 20, 20);
    TestTransaction.run(
        sql,
        summing -> {
          var theirs = new Rollups();
          theirs.sql = summing;
          theirs.time = time;
          var mine = new PostgresTimeSeries();
          mine.sql = summing;
          theirs.series = mine;
          theirs.sumLate(Rollups.Hour.FIRST);
          append(sensor, 30, 10);
          return null;
        });

    sumUp();
    assertThat(mean()).isEqualTo(20);
    assertThat(day().count()).isEqualTo(3);
  }

  @Test
  void lateDoubledAndDisorderedReadingsGiveTheSumsOfOrderedOnes() {
    var ordered = new ArrayList<StoredReading>();
    var mixed = new ArrayList<StoredReading>();
    var random = new Random(7);
    for (var i = 0; i < 600; i++) {
      var value = 20 + random.nextInt(15);
      ordered.add(reading(sensor, i, value));
      mixed.add(reading(other, i, value));
      if (random.nextInt(5) == 0) {
        mixed.add(reading(other, i, value));
      }
    }
    Collections.shuffle(mixed, random);
    series.append(ordered);
    for (var from = 0; from < mixed.size(); from += 50) {
      series.append(mixed.subList(from, Math.min(from + 50, mixed.size())));
      time.advance(Duration.ofHours(1));
      sumUp();
    }

    assertThat(sums(other)).hasSize(10).isEqualTo(sums(sensor));
    assertThat(sketches(other)).hasSize(10).isEqualTo(sketches(sensor));
  }

  @Test
  void quantilesOfALongRangeComeFromTheSumsAlone() {
    var random = new Random(3);
    var values = new ArrayList<Double>();
    var many = new ArrayList<StoredReading>();
    for (var minute = 0; minute < 3 * 1440; minute++) {
      values.add(28 + 4 * random.nextGaussian());
    }
    for (var minute = 0; minute < values.size(); minute++) {
      many.add(reading(sensor, minute, values.get(minute)));
    }
    time.advance(Duration.ofDays(3));
    partitions.makeAhead();
    series.append(many);
    Collections.sort(values);
    time.advance(Duration.ofHours(2));
    sumUp();
    sql.update("delete from reading");

    var found = quantiles();

    for (var i = 0; i < SHARES.size(); i++) {
      var exact = values.get((int) (SHARES.get(i) * (values.size() - 1)));
      assertThat(found.get(i)).isCloseTo(exact, withinPercentage(0.21));
    }
    sql.update(
        "delete from reading_hour where at < ?", TODAY.plusDays(2).atStartOfDay(ZONE).toInstant());
    assertThat(quantiles()).as("whole days from theirs").isEqualTo(found);
  }

  @Test
  void whereASumHasNoSketchQuantilesAreNotMadeUp() {
    append(sensor, 10, 30);
    time.advance(Duration.ofHours(2));
    sumUp();
    sql.update("update reading_hour set bins = null, bin_counts = null");

    append(sensor, 100, 20);

    assertThat(quantiles()).isNull();
    time.advance(Duration.ofDays(1));
    append(sensor, 70, 10);
    sumUp();
    assertThat(quantiles()).as("of its day neither").isNull();
  }

  private List<Double> quantiles() {
    return series
        .quantiles(sensor, null, TODAY.minusDays(1), TODAY.plusDays(5), ZONE, SHARES)
        .get("temperature");
  }

  private List<String> sketches(UUID device) {
    return sql.query(
        "select at || ' ' || bins::text || ' ' || bin_counts::text as sketch from reading_hour"
            + " where device_id = ? order by at",
        row -> row.getString("sketch"),
        device);
  }

  @Test
  void theDayInWhichTheSummingUpIsCountsWhatIsNotSummedUpYet() {
    append(sensor, 10, 30);
    time.advance(Duration.ofHours(3));
    append(sensor, 170, 20);
    sumUp();

    assertThat(day().mean()).isEqualTo(25);
    assertThat(day().most()).isEqualTo(30);
  }

  @Test
  void aDayThatIsOverIsReadFromItsTable() {
    append(sensor, 10, 30);
    time.advance(Duration.ofDays(2));
    sumUp();
    sql.update("delete from reading where true");
    sql.update("delete from reading_hour where true");

    assertThat(day().mean()).isEqualTo(30);
  }

  @Test
  void readingsGoAfter30DaysHoursAfterAYearDaysAfterFive() {
    append(sensor, 10, 30);
    time.advance(Duration.ofHours(2));
    sumUp();

    time.advance(Duration.ofDays(29));
    assertThat(keptAfterDropping()).containsExactly(1, 1, 1);
    time.advance(Duration.ofDays(2));
    assertThat(keptAfterDropping()).containsExactly(0, 1, 1);
    time.advance(Duration.ofDays(370));
    assertThat(keptAfterDropping()).containsExactly(0, 0, 1);
    time.advance(Duration.ofDays(4 * 366));
    assertThat(keptAfterDropping()).containsExactly(0, 0, 0);
  }

  @Test
  void wholeDaysAreWrittenInTheOrderOfDevicesOnceEach() {
    append(sensor, 10, 30);
    append(other, 20, 30);
    append(sensor, 30, 30);
    time.advance(Duration.ofDays(1));

    assertThat(partitions.orderNext()).as("yesterday, the newest").isTrue();
    assertThat(
            sql.query(
                "select device_id from reading_20260301 order by ctid",
                row -> row.getString("device_id")))
        .isSorted()
        .hasSize(3);
    while (partitions.orderNext()) {
      // the days before
    }
    assertThat(partitions.orderNext()).as("each once").isFalse();
  }

  private List<Integer> keptAfterDropping() {
    partitions.makeAhead();
    partitions.dropOld();
    return sql.query(
        "select count(*) as rows, 1 as place from reading"
            + " union all select count(*), 2 from reading_hour"
            + " union all select count(*), 3 from reading_day order by place",
        row -> row.getInt("rows"));
  }

  private void sumUp() {
    while (rollups.sumNextHour()) {
      // until there is none
    }
    sumLate();
  }

  private int sumLate() {
    var rounds = 0;
    var last = Optional.of(Rollups.Hour.FIRST);
    while (last.isPresent()) {
      last = rollups.sumLate(last.get());
      rounds++;
    }
    return rounds;
  }

  private void append(UUID device, int minute, double value) {
    series.append(List.of(reading(device, minute, value)));
  }

  private static StoredReading reading(UUID device, int minute, double value) {
    return new StoredReading(
        device,
        "temperature",
        START.plus(Duration.ofMinutes(minute)),
        value,
        "Cel",
        Reading.Quality.GOOD);
  }

  private int hoursInTable() {
    return sql.query("select count(*) as rows from reading_hour", row -> row.getInt("rows")).get(0);
  }

  private double mean() {
    return series.hours(sensor, null, START, START.plusSeconds(3600)).get(0).mean();
  }

  private Aggregate day() {
    return series.days(sensor, null, TODAY, TODAY.plusDays(1), ZONE).get(0);
  }

  private List<List<Object>> sums(UUID device) {
    return series.hours(device, null, START, START.plus(Duration.ofHours(12))).stream()
        .map(
            sum ->
                List.<Object>of(
                    sum.at(), sum.count(), sum.total(), sum.least(), sum.leastAt(), sum.mostAt()))
        .toList();
  }
}
