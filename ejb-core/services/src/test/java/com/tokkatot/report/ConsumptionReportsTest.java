package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.OpenDoor;
import com.tokkatot.farm.Role;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.ConsumptionReport.Day;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coop with a meter and a bin, at 19:00 there; 1,000 birds since a week. */
class ConsumptionReportsTest {

  private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-08");

  private final Sql sql = TestDatabase.sql();
  private final SettableTime time = new SettableTime(NOW.toString());
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member viewer = new Member(farm.id(), UUID.randomUUID(), Role.VIEWER);
  private final TimeSeries series = TestReadings.seriesOver(sql, time);
  private final ConsumptionReports reports = new ConsumptionReports();
  private final UUID coop = UUID.randomUUID();
  private final UUID flock = UUID.randomUUID();
  private final UUID meter = UUID.randomUUID();
  private final UUID bin = UUID.randomUUID();

  @BeforeEach
  void wire() {
    reports.sql = sql;
    reports.series = series;
    reports.time = time;
    reports.coops = OpenDoor.coops(sql);
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'C')", coop, farm.id());
    sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (?, ?, 'Cobb', ?, 1000, ?)",
        flock,
        coop,
        TODAY.minusDays(7),
        NOW);
    device(meter, "flow");
    device(bin, "scale");
  }

  @Test
  void waterAndFeedAreSharedOutByTheBirdsOfEachDay() {
    drink(meter, 4, 10);
    eat(bin, 4, 5);
    died(TODAY.minusDays(2), 200);

    var days = ask(3).days();

    assertThat(days).extracting(Day::birds).containsExactly(1000L, 800L, 800L, 800L);
    assertThat(days).extracting(Day::isWhole).containsExactly(true, true, true, false);
    assertThat(days.get(0).waterL()).isCloseTo(240, within(0.01));
    assertThat(days.get(0).waterMlPerBird()).isCloseTo(240, within(0.01));
    assertThat(days.get(1).waterMlPerBird()).isCloseTo(300, within(0.01));
    assertThat(days.get(1).feedGPerBird()).isCloseTo(150, within(0.1));
    assertThat(days.get(1).waterToFeed()).isCloseTo(2, within(0.01));
  }

  @Test
  void whoDrinksLessThanUsualIsSeen() {
    var yesterdayBegins = 2 * (5 + 48);
    write(
        meter,
        4,
        "volume",
        "L",
        half ->
            5.0 * half - 2.5 * Math.max(0, Math.min(half, yesterdayBegins + 48) - yesterdayBegins));

    var change = ask(3).change();

    assertThat(change.date()).isEqualTo(TODAY.minusDays(1));
    assertThat(change.waterPercent()).isCloseTo(-50, within(2.0));
    assertThat(change.feedPercent()).as("no scale has read").isNull();
  }

  @Test
  void daysBeforeTheBirdsCameAreLeftOut() {
    drink(meter, 4, 10);
    sql.update("update flock set placed_at = ? where id = ?", TODAY.minusDays(2), flock);

    assertThat(ask(3).days()).first().extracting(Day::date).isEqualTo(TODAY.minusDays(2));
  }

  @Test
  void whatNobodyMeasuresIsNotKnown() {
    sql.update("update device set removed_at = ? where id in (?, ?)", NOW, meter, bin);

    var report = ask(1);

    assertThat(report.waterMeters()).isEmpty();
    assertThat(report.days()).allSatisfy(day -> assertThat(day.waterMlPerBird()).isNull());
    assertThat(report.days()).allSatisfy(day -> assertThat(day.feedKg()).isNull());
  }

  @Test
  void aScaleThatWeighsBirdsIsNoBin() {
    var platform = UUID.randomUUID();
    device(platform, "scale");
    eat(bin, 2, 5);
    eat(platform, 2, 40);

    var report = reports.of(viewer, coop, TODAY.minusDays(1), TODAY, List.of(bin));

    assertThat(report.feedScales()).containsExactly(bin);
    assertThat(report.days().get(0).feedKg()).isCloseTo(120, within(0.1));
  }

  @Test
  void wrongQuestionsAreRefusedByName() {
    assertThatThrownBy(() -> reports.of(viewer, UUID.randomUUID(), TODAY, TODAY, List.of()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> reports.of(viewer, coop, TODAY.minusDays(93), TODAY, List.of()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("92 days");
    assertThatThrownBy(() -> reports.of(viewer, coop, TODAY, TODAY, List.of(meter)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("scales");
  }

  private ConsumptionReport ask(int daysBefore) {
    return reports.of(viewer, coop, TODAY.minusDays(daysBefore), TODAY, List.of());
  }

  private void device(UUID id, String kind) {
    sql.update(
        "insert into device (id, farm_id, node_id, coop_id, name, kind, type)"
            + " values (?, ?, ?, ?, ?, ?, 'sensor')",
        id,
        farm.id(),
        farm.node(),
        coop,
        kind,
        kind);
  }

  private void died(LocalDate day, int count) {
    sql.update(
        "insert into flock_death (id, flock_id, day, count, noted_by, noted_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        UUID.randomUUID(),
        flock,
        day,
        count,
        UUID.randomUUID(),
        NOW);
  }

  /** So many litres an hour, read twice an hour; the node restarts every 30 hours. */
  private void drink(UUID device, int days, double perHour) {
    var count = new double[1];
    write(
        device,
        days,
        "volume",
        "L",
        half -> {
          count[0] = half % 60 == 0 ? perHour / 2 : count[0] + perHour / 2;
          return count[0];
        });
  }

  /** So many kg an hour out of a bin that is filled in time. */
  private void eat(UUID device, int days, double perHour) {
    write(device, days, "weight", "kg", half -> 10_000 - perHour / 2 * half);
  }

  private interface Value {
    double at(int halfHour);
  }

  private void write(UUID device, int days, String metric, String unit, Value value) {
    var readings = new ArrayList<StoredReading>();
    var begin = NOW.minus(Duration.ofDays(days));
    for (var half = 0; half < days * 48; half++) {
      readings.add(
          new StoredReading(
              device,
              metric,
              begin.plus(Duration.ofMinutes(30L * half)),
              value.at(half),
              unit,
              Reading.Quality.GOOD));
    }
    series.append(readings);
  }
}
