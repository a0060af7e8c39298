package com.tokkatot.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.condition.Condition.And;
import com.tokkatot.rules.condition.Condition.Not;
import com.tokkatot.rules.condition.Condition.Or;
import com.tokkatot.rules.condition.Readings.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Map<String, Newest> read = new HashMap<>();
  private OptionalDouble target = OptionalDouble.empty();
  private final Readings readings =
      new Readings() {
        @Override
        public Optional<Newest> newest(UUID device, String metric) {
          return Optional.ofNullable(read.get(metric));
        }

        @Override
        public OptionalDouble target(boolean isHeat, Instant at) {
          return target;
        }
      };
  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private Judgement judgement = Judgement.NONE;

  @Test
  void onceTrueItLetsGoOnlyBelowItsRelease() {
    var hot = leaf("temperature", ">", 32, 30.0);

    assertThat(truths(hot, 32, 32.1, 31, 30.1, 30, 31, 32, 32.1))
        .containsExactly(
            Truth.FALSE,
            Truth.TRUE,
            Truth.TRUE,
            Truth.TRUE,
            Truth.FALSE,
            Truth.FALSE,
            Truth.FALSE,
            Truth.TRUE);
  }

  @Test
  void withoutOneTheMetricsOwnHysteresisHolds() {
    assertThat(truths(leaf("temperature", ">", 32, null), 32.1, 31.6, 31.5))
        .containsExactly(Truth.TRUE, Truth.TRUE, Truth.FALSE);
    judgement = Judgement.NONE;
    assertThat(truths(leaf("humidity", "<", 40, null), 39, 42.9, 43))
        .containsExactly(Truth.TRUE, Truth.TRUE, Truth.FALSE);
    judgement = Judgement.NONE;
    assertThat(truths(leaf("water_level", "<=", 20, 90.0), 20, 89, 90))
        .containsExactly(Truth.TRUE, Truth.TRUE, Truth.FALSE);
  }

  @Test
  void whatCountsFromTheTargetFollowsIt() {
    var tooWarm = new Leaf(null, "temperature", Operator.MORE, 3, 1.0, true);
    target = OptionalDouble.of(34);
    assertThat(truths(tooWarm, 37, 37.1, 35.1, 35))
        .containsExactly(Truth.FALSE, Truth.TRUE, Truth.TRUE, Truth.FALSE);
    target = OptionalDouble.of(24);
    assertThat(truths(tooWarm, 27, 27.1)).containsExactly(Truth.FALSE, Truth.TRUE);
    target = OptionalDouble.empty();
    assertThat(truths(tooWarm, 40)).containsExactly(Truth.UNKNOWN);
  }

  @Test
  void onlyTemperatureHasATargetAndOnlyMoreOrLessOfIt() {
    assertThatThrownBy(() -> new Leaf(null, "humidity", Operator.MORE, 3, null, true))
        .hasMessageStartingWith("from_target is for temperature");
    assertThatThrownBy(() -> new Leaf(null, "temperature", Operator.EQUAL, 3, null, true))
        .hasMessageStartingWith("from_target goes with");
  }

  @Test
  void nothingFlapsHoweverTheReadingTrembles() {
    var hot = leaf("temperature", ">=", 32, null);
    var changes = 0;
    var before = Truth.UNKNOWN;
    for (var i = 0; i < 100; i++) {
      var truth = truths(hot, i % 2 == 0 ? 32.0 : 31.9).get(0);
      changes += truth == before ? 0 : 1;
      before = truth;
    }
    assertThat(changes).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"30, 90, true", "30, 91, false", "300, 900, true", "300, 901, false", "5, 90, true"})
  void aReadingIsBelievedForThreeIntervalsButAtLeastNinetySeconds(
      long interval, long age, boolean isKnown) {
    read.put("temperature", new Newest(40, now, Duration.ofSeconds(interval)));
    now = now.plusSeconds(age);

    var truth = judge(leaf("temperature", ">", 32, null));

    assertThat(truth).isEqualTo(isKnown ? Truth.TRUE : Truth.UNKNOWN);
  }

  @Test
  void oneOldReadingMakesTheWholeTreeUnknown() {
    reads("temperature", 40);
    var hot = leaf("temperature", ">", 32, null);
    var dry = leaf("humidity", "<", 40, null);

    assertThat(judge(new Or(List.of(hot, dry)))).isEqualTo(Truth.UNKNOWN);
    assertThat(judge(new And(List.of(hot, dry)))).isEqualTo(Truth.UNKNOWN);
    assertThat(judge(new Not(dry))).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void aTreeIsWhatItsPartsAre() {
    reads("temperature", 40);
    reads("humidity", 60);
    var hot = leaf("temperature", ">", 32, null);
    var dry = leaf("humidity", "<", 40, null);

    assertThat(judge(new And(List.of(hot, dry)))).isEqualTo(Truth.FALSE);
    assertThat(judge(new Or(List.of(hot, dry)))).isEqualTo(Truth.TRUE);
    assertThat(judge(new And(List.of(hot, new Not(dry))))).isEqualTo(Truth.TRUE);
  }

  @Test
  void eachLeafKeepsItsOwnStateAndAnOldReadingDoesNotForgetIt() {
    var tree = new Or(List.of(leaf("humidity", "<", 40, null), leaf("temperature", ">", 32, 30.0)));
    reads("temperature", 33);
    reads("humidity", 60);
    assertThat(judge(tree)).isEqualTo(Truth.TRUE);

    now = now.plusSeconds(120);
    assertThat(judge(tree)).isEqualTo(Truth.UNKNOWN);
    reads("temperature", 31);
    reads("humidity", 60);

    assertThat(judge(tree)).as("31 is above its release").isEqualTo(Truth.TRUE);
  }

  @Test
  void theInstantOfTheFlipIsTheReadings() {
    reads("temperature", 33);
    var readAt = now;
    now = now.plusSeconds(7);

    judge(leaf("temperature", ">", 32, null));

    assertThat(judgement.flippedAt()).isEqualTo(readAt);
  }

  @Test
  void whatMakesNoSenseIsRefusedByName() {
    assertThatThrownBy(() -> leaf("temperature", ">", 32, 33.0)).hasMessageStartingWith("release");
    assertThatThrownBy(() -> leaf("temperature", "<", 18, 17.0)).hasMessageStartingWith("release");
    assertThatThrownBy(() -> leaf("temperature", "==", 18, 17.0)).hasMessageStartingWith("release");
    assertThatThrownBy(() -> leaf("temperature", "=>", 18, null))
        .hasMessageStartingWith("operator");
    assertThatThrownBy(() -> leaf("", "<", 18, null)).hasMessageStartingWith("metric");
    assertThatThrownBy(() -> leaf("temperature", "<", Double.NaN, null))
        .hasMessageStartingWith("value");
    assertThatThrownBy(() -> new And(List.of())).hasMessageStartingWith("and");
    var leaf = leaf("temperature", "<", 18, null);
    assertThatThrownBy(() -> new Or(Collections.nCopies(17, leaf))).hasMessageStartingWith("or");
  }

  private List<Truth> truths(Condition condition, double... values) {
    return Arrays.stream(values)
        .mapToObj(
            value -> {
              condition.leaves().forEach(leaf -> reads(leaf.metric(), value));
              return judge(condition);
            })
        .toList();
  }

  private Truth judge(Condition condition) {
    judgement = judgement.next(condition, readings, now);
    return judgement.truth();
  }

  private void reads(String metric, double value) {
    read.put(metric, new Newest(value, now, INTERVAL));
  }

  private static Leaf leaf(String metric, String operator, double value, Double release) {
    return new Leaf(null, metric, Operator.of(operator), value, release);
  }
}
