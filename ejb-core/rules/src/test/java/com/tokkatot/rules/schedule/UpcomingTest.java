package com.tokkatot.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Limits;
import com.tokkatot.rules.condition.Operator;
import com.tokkatot.rules.schedule.Overlaps.Overlap;
import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.InWindow;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.schedule.Upcoming.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpcomingTest {

  private static final Instant BEGIN = Plans.local("2026-03-01T00:00:00");
  private static final Instant END = Plans.local("2026-03-08T00:00:00");
  private static final Window DAY = Window.daily(LocalTime.of(6, 0), LocalTime.of(18, 0));

  @Test
  void twoDevicesOfOneScheduleHaveTheirTurnsOneAfterTheOther() {
    var schedule =
        Plans.schedule(
            Plans.at("0 6 * * *", Duration.ofMinutes(5)),
            List.of(
                new Target(Plans.FAN, Duration.ZERO),
                new Target(Plans.PUMP, Duration.ofSeconds(30))));

    assertThat(Upcoming.of(schedule, BEGIN, Plans.local("2026-03-02T00:00:00"), 10))
        .containsExactly(
            new Turn(Plans.FAN, at("06:00:00"), 100, at("06:05:00")),
            new Turn(Plans.PUMP, at("06:00:30"), 100, at("06:05:30")));
  }

  @Test
  void windowsAndCyclesTellWhenTheyBeginAndEnd() {
    var light = Plans.schedule(new InWindow(DAY, 60), Plans.FAN);
    assertThat(Upcoming.of(light, BEGIN, END, 100))
        .hasSize(7)
        .first()
        .isEqualTo(new Turn(Plans.FAN, at("06:00:00"), 60, at("18:00:00")));

    var hours = new Cycle(Duration.ofHours(1), Duration.ofHours(2), 0);
    var cycles = Plans.schedule(new InCycles(hours, DAY, null, 100), Plans.FAN);
    assertThat(Upcoming.of(cycles, BEGIN, Plans.local("2026-03-02T00:00:00"), 100))
        .extracting(Turn::at, Turn::until)
        .containsExactly(
            tuple(at("06:00:00"), at("07:00:00")),
            tuple(at("09:00:00"), at("10:00:00")),
            tuple(at("12:00:00"), at("13:00:00")),
            tuple(at("15:00:00"), at("16:00:00")));
  }

  @Test
  void twoHalvesGiveWhatTheWholeGives() {
    var hours = new Cycle(Duration.ofMinutes(17), Duration.ofMinutes(29), 0);
    var night = Window.daily(LocalTime.of(21, 0), LocalTime.of(5, 30));
    for (var plan :
        List.of(
            Plans.at("*/7 3,4 * * *", Duration.ofMinutes(2)),
            new InWindow(night, 100),
            new InCycles(hours, night, null, 100),
            new InCycles(hours, null, BEGIN.minusSeconds(12_345), 100))) {
      var schedule = Plans.schedule(plan, Plans.FAN);
      var middle = BEGIN.plusSeconds(200_001);

      var halves = new ArrayList<>(Upcoming.of(schedule, BEGIN, middle, 1000));
      halves.addAll(Upcoming.of(schedule, middle, END, 1000));

      assertThat(Upcoming.of(schedule, BEGIN, END, 1000)).isEqualTo(halves).isNotEmpty();
    }
  }

  @Test
  void whatWaitsForReadingsHasNoTimes() {
    assertThat(Upcoming.of(Plans.schedule(cooling(), Plans.FAN), BEGIN, END, 10)).isEmpty();
  }

  @Test
  void twoThatMeetOnADeviceAreNamedWithTheInstant() {
    var feeding = Plans.schedule(Plans.at("0 6 * * *", Duration.ofMinutes(15)), Plans.PUMP);
    var other = Plans.schedule(Plans.at("10 6 * * SUN", Duration.ofMinutes(1)), Plans.PUMP);
    var elsewhere = Plans.schedule(Plans.at("10 6 * * SUN", Duration.ofMinutes(1)), Plans.FAN);
    var later = Plans.schedule(Plans.at("15 6 * * *", Duration.ofMinutes(1)), Plans.PUMP);

    assertThat(Overlaps.of(feeding, List.of(feeding, other, elsewhere, later), BEGIN, END))
        .containsExactly(new Overlap(other.id(), Plans.PUMP, at("06:10:00")));
  }

  @Test
  void twoThatSwitchAtTheSameMomentMeet() {
    var one = Plans.schedule(Plans.at("0 6 * * *", null), Plans.PUMP);
    var other = Plans.schedule(Plans.at("0 6,7 * * *", null), Plans.PUMP);

    assertThat(Overlaps.of(one, List.of(other), BEGIN, END))
        .extracting(Overlap::at)
        .containsExactly(at("06:00:00"));
  }

  @Test
  void whatGoesByReadingsMayMeetAnythingAnyTime() {
    var cooling = Plans.schedule(cooling(), Plans.FAN);
    var day = Plans.schedule(new InWindow(DAY, 100), Plans.FAN);

    assertThat(Overlaps.of(day, List.of(cooling), BEGIN, END))
        .containsExactly(new Overlap(cooling.id(), Plans.FAN, null));
  }

  private static OnCondition cooling() {
    return new OnCondition(
        new Leaf(null, "temperature", Operator.MORE, 32, 30.0), Limits.NONE, 100);
  }

  private static Instant at(String time) {
    return Plans.local("2026-03-01T" + time);
  }
}
