package com.tokkatot.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.climate.Curve.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChosenTest {

  private static final Instant NOW = Instant.parse("2026-03-01T05:00:00Z");
  private static final OptionalDouble NO_BIRDS = OptionalDouble.empty();
  private static final Curve CURVE =
      new Curve("test", "nobody", List.of(new Point(0, 34, 30, 50), new Point(10, 24, 40, 60)));

  private final AlertRule ours = rule(1, Scope.DEFAULT, Severity.CRITICAL, 35, Ages.ANY);
  private final AlertRule farms = rule(2, Scope.FARM, Severity.CRITICAL, 36, Ages.ANY);
  private final AlertRule coops = rule(3, Scope.COOP, Severity.CRITICAL, 37, Ages.ANY);
  private final AlertRule devices = rule(4, Scope.DEVICE, Severity.CRITICAL, 38, Ages.ANY);

  @Test
  void theNarrowestWins() {
    assertThat(chosen(NO_BIRDS, devices, ours, coops, farms)).containsExactly(devices);
    assertThat(chosen(NO_BIRDS, ours, coops, farms)).containsExactly(coops);
    assertThat(chosen(NO_BIRDS, farms, ours)).containsExactly(farms);
  }

  @Test
  void anotherSeverityIsAnotherThing() {
    var warning = rule(5, Scope.DEFAULT, Severity.WARNING, 32, Ages.ANY);

    assertThat(chosen(NO_BIRDS, warning, farms)).containsExactly(warning, farms);
  }

  @Test
  void whatIsSwitchedOffTakesTheWiderAway() {
    var off =
        new AlertRule(
            new UUID(0, 9),
            Scope.FARM,
            ours.limit(),
            Severity.CRITICAL,
            Ages.ANY,
            Duration.ZERO,
            null,
            false);

    assertThat(chosen(NO_BIRDS, ours, off)).isEmpty();
  }

  @Test
  void whatIsSuppressedCountsAgainLater() {
    var quiet =
        new AlertRule(
            new UUID(0, 9),
            Scope.FARM,
            ours.limit(),
            Severity.CRITICAL,
            Ages.ANY,
            Duration.ZERO,
            NOW.plusSeconds(60),
            true);

    assertThat(chosen(NO_BIRDS, quiet)).isEmpty();
    assertThat(Chosen.of(List.of(quiet), NO_BIRDS, NOW.plusSeconds(60))).containsExactly(quiet);
  }

  @Test
  void aRuleForAnAgeNeedsBirdsOfThatAge() {
    var chicks = rule(6, Scope.DEFAULT, Severity.CRITICAL, 38, new Ages(0, 28));

    assertThat(chosen(NO_BIRDS, ours, chicks)).containsExactly(ours);
    assertThat(chosen(OptionalDouble.of(27.9), ours, chicks)).containsExactly(chicks);
    assertThat(chosen(OptionalDouble.of(28), ours, chicks)).containsExactly(ours);
  }

  @Test
  void aLimitFromTheTargetFollowsTheBirds() {
    var limit = new Limit("temperature", Side.HIGH, true, 4, null);

    assertThat(limit.of(OptionalDouble.of(0), CURVE)).hasValue(38);
    assertThat(limit.of(OptionalDouble.of(5), CURVE)).hasValue(33);
    assertThat(limit.of(NO_BIRDS, CURVE)).isEmpty();
  }

  @Test
  void whatIsNoRuleIsRefusedByName() {
    assertThatThrownBy(() -> new Limit("Temp;", Side.HIGH, false, 1, null))
        .isInstanceOf(InvalidRule.class)
        .hasMessageStartingWith("metric");
    assertThatThrownBy(() -> new Limit("humidity", Side.HIGH, false, Double.NaN, null))
        .hasMessageStartingWith("value");
    assertThatThrownBy(() -> new Limit("humidity", Side.HIGH, false, 1, -1.0))
        .hasMessageStartingWith("margin");
    assertThatThrownBy(() -> new Limit("humidity", Side.HIGH, true, 1, null))
        .hasMessageStartingWith("from_target");
    assertThatThrownBy(() -> new Ages(null, 3)).hasMessageStartingWith("from_day");
    assertThatThrownBy(() -> new Ages(5, 5)).hasMessageStartingWith("to_day");
  }

  private static List<AlertRule> chosen(OptionalDouble age, AlertRule... rules) {
    return Chosen.of(List.of(rules), age, NOW);
  }

  private static AlertRule rule(long id, Scope scope, Severity severity, double value, Ages ages) {
    return new AlertRule(
        new UUID(0, id),
        scope,
        new Limit("temperature", Side.HIGH, false, value, null),
        severity,
        ages,
        Duration.ZERO,
        null,
        true);
  }
}
