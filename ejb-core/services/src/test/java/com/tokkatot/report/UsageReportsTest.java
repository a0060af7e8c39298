package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.report.UsageReport.Day;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class UsageReportsTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-03-03");

  private final ReportWorld world = new ReportWorld();

  @Test
  void aRunOverMidnightOfTheFarmCountsOnBothDaysAndBeginsOnTheFirst() {
    world.said("on", "2026-03-01T16:00:00Z"); // 23:00 on the first
    world.said("off", "2026-03-01T18:30:00Z"); // 01:30 on the second

    var report = ask(3);

    assertThat(report.timezone()).isEqualTo("Asia/Phnom_Penh");
    assertThat(report.onTimeByDay())
        .extracting(Day::date, Day::hours, Day::cycles)
        .containsExactly(
            tuple(TODAY.minusDays(2), 1.0, 1),
            tuple(TODAY.minusDays(1), 1.5, 0),
            tuple(TODAY, 0.0, 0));
    assertThat(report.totalOnTimeHours()).isEqualTo(2.5);
    assertThat(report.totalCycles()).isEqualTo(1);
  }

  @Test
  void whatWasOnBeforeTheRangeAndIsStillOnIsCountedFromItsBeginUpToNow() {
    world.said("on", "2026-02-20T00:00:00Z");
    world.said("unknown", "2026-03-02T20:00:00Z");

    assertThat(ask(1).totalOnTimeHours()).as("from midnight to 13:00").isEqualTo(13);
    assertThat(ask(1).totalCycles()).isZero();
  }

  @Test
  void theSameSaidAgainOrByAClockThatWentBackCountsOnce() {
    world.said("on", "2026-03-03T00:00:00Z");
    world.said("on", "2026-03-03T00:30:00Z");
    world.said("off", "2026-03-03T01:00:00Z");
    world.said("on", "2026-03-03T02:00:00Z");
    world.said("off", "2026-03-03T01:50:00Z");

    assertThat(ask(1).totalOnTimeHours()).isEqualTo(1);
    assertThat(ask(1).totalCycles()).isEqualTo(2);
  }

  @Test
  void daysBeforeItWasAddedAreLeftOut() {
    world.sql.update(
        "update device set created_at = ? where id = ?",
        Instant.parse("2026-03-02T03:00:00Z"),
        world.light);

    assertThat(ask(30).onTimeByDay())
        .extracting(Day::date)
        .containsExactly(TODAY.minusDays(1), TODAY);
  }

  @Test
  void aDeviceAddedAfterTheRangeHasNoDaysAndNoFigures() {
    world.sql.update(
        "update device set created_at = ? where id = ?",
        ReportWorld.NOW.plusSeconds(86_400),
        world.light);

    var report = ask(1);

    assertThat(report.onTimeByDay()).isEmpty();
    assertThat(report.avgUptimePercent()).isNull();
    assertThat(report.reliabilityScore()).isNull();
  }

  @Test
  void uptimeIsWithoutTheSilencesOfBoardAndFarmEachTimeOnce() {
    // From midnight to 13:00 on that day are 13 hours; silent from 00:00 to 03:15.
    var node = world.farm.node();
    world.alert("node_offline", "warning", node, "2026-03-02T17:30:00Z", "2026-03-02T19:00:00Z");
    world.alert("farm_offline", "critical", null, "2026-03-02T18:30:00Z", "2026-03-02T20:15:00Z");

    assertThat(ask(1).avgUptimePercent()).isEqualTo(75);
  }

  @Test
  void theScoreIsTheShareReachedTimesTheShareOfCommandsThatSucceeded() {
    world.alert("farm_offline", "critical", null, "2026-03-02T17:30:00Z", "2026-03-02T20:15:00Z");
    world.command("completed", "2026-03-03T01:00:00Z");
    world.command("timeout", "2026-03-03T02:00:00Z");
    world.command("cancelled", "2026-03-03T03:00:00Z");

    assertThat(ask(1).reliabilityScore()).isEqualTo(3.75);
  }

  @Test
  void daysOutOfRangeAndForeignDevicesAreRefused() {
    for (var days : new int[] {0, 366}) {
      assertThatThrownBy(() -> ask(days))
          .isInstanceOf(Invalid.class)
          .hasMessageContaining("1 to 365");
    }
    var other = TestDatabase.farm(world.sql);
    assertThatThrownBy(() -> world.usage.of(world.farm.id(), other.light(), 1))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void moreThanTheMostPointsAreRefusedByName() {
    world.sql.update(
        "insert into device_status (device_id, incarnation, boot, seq, command_id, at, state,"
            + " triggered_by) select ?, 1, 2, n, '00000000-0000-0000-0000-000000000000',"
            + " ?::timestamptz + n * interval '1 millisecond', 'on', 'app'"
            + " from generate_series(1, 100001) n",
        world.light,
        Instant.parse("2026-03-03T01:00:00Z"));

    assertThatThrownBy(() -> ask(1))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("more than 100,000 points")
        .extracting("field")
        .isEqualTo("days");
  }

  private UsageReport ask(int days) {
    return world.usage.of(world.farm.id(), world.light, days);
  }
}
