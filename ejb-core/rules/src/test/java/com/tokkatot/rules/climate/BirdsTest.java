package com.tokkatot.rules.climate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rules.climate.Curve.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BirdsTest {

  private static final Curve CURVE =
      new Curve("test", "us", List.of(new Point(0, 34, 30, 50), new Point(10, 24, 30, 50)));
  private static final Instant PLACED = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void theTargetSinksAsTheBirdsGrow() {
    var birds = birds(HouseMode.GROWTH, PLACED);

    assertThat(birds.target(true, PLACED)).hasValue(34);
    assertThat(birds.target(false, PLACED.plus(Duration.ofHours(12)))).hasValue(33.5);
    assertThat(birds.target(true, PLACED.plus(Duration.ofDays(40)))).hasValue(24);
  }

  @Test
  void aClockThatLostItsTimeMakesNoChicksOfGrownBirds() {
    var said = PLACED.plus(Duration.ofDays(9));
    var birds = new Birds(HouseMode.GROWTH, CURVE, PLACED, said);

    assertThat(birds.target(true, Instant.EPOCH)).hasValue(25);
    assertThat(birds.target(true, said.plus(Duration.ofDays(1)))).hasValue(24);
  }

  @Test
  void withoutAFlockGrownBirdsAreMeant() {
    assertThat(birds(HouseMode.GROWTH, null).target(true, PLACED)).hasValue(29);
    assertThat(birds(HouseMode.GROWTH, null).target(false, PLACED)).hasValue(20);
  }

  @Test
  void anEmptyHouseWantsNothingOneThatIsWarmedUpIsAsOnTheFirstDay() {
    var later = PLACED.plus(Duration.ofDays(5));

    assertThat(birds(HouseMode.EMPTY, PLACED).target(true, later)).isEmpty();
    assertThat(birds(HouseMode.EMPTY, PLACED).target(false, later)).isEmpty();
    assertThat(birds(HouseMode.PRE_HEAT, null).target(false, later)).hasValue(34);
  }

  @Test
  void whereBirdsAreCaughtTheFansGoOnAndNobodyHeats() {
    var birds = birds(HouseMode.CATCHING, PLACED);
    var later = PLACED.plus(Duration.ofDays(10));

    assertThat(birds.target(true, later)).hasValue(24);
    assertThat(birds.target(false, later)).isEmpty();
  }

  private static Birds birds(HouseMode mode, Instant placed) {
    return new Birds(mode, CURVE, placed, PLACED);
  }
}
