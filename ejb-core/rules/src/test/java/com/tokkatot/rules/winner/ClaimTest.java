package com.tokkatot.rules.winner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final UUID A = UUID.fromString("0199f1c2-7a3b-7c4d-8e5f-00000000000a");
  private static final UUID B = UUID.fromString("0199f1c2-7a3b-7c4d-8e5f-00000000000b");

  /** As schedules.md lists them. */
  private static final List<Rank> TABLE =
      List.of(
          Rank.BUTTON,
          Rank.LIFE,
          Rank.APP_STOP,
          Rank.INTERLOCK,
          Rank.PERSON,
          Rank.SCHEDULE,
          Rank.REST);

  static Stream<Arguments> pairs() {
    var pairs = new ArrayList<Arguments>();
    for (var i = 0; i < TABLE.size(); i++) {
      for (var j = i + 1; j < TABLE.size(); j++) {
        pairs.add(Arguments.of(TABLE.get(i), TABLE.get(j)));
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairs")
  void theHigherWinsWhateverElseSpeaksForTheOther(Rank higher, Rank lower) {
    var strong = new Claim(higher, 0, null, 0, NOW.minusSeconds(60), null);
    var weak = new Claim(lower, 100, A, 10, NOW, null);

    assertThat(Claim.winner(List.of(strong, weak), NOW)).hasValue(strong);
    assertThat(Claim.winner(List.of(weak, strong), NOW)).hasValue(strong);
  }

  @Test
  void theTableIsComplete() {
    assertThat(TABLE).containsExactly(Rank.values());
  }

  @Test
  void ofSchedulesTheHigherPriorityWinsThenTheNewer() {
    var feeding = schedule(A, 10, NOW.minusSeconds(60));
    var other = schedule(B, 9, NOW);
    assertThat(Claim.winner(List.of(other, feeding), NOW)).hasValue(feeding);

    var older = schedule(A, 9, NOW.minusSeconds(60));
    assertThat(Claim.winner(List.of(older, other), NOW)).hasValue(other);
    var equal = schedule(A, 9, NOW);
    assertThat(Claim.winner(List.of(other, equal), NOW))
        .as("everywhere the same")
        .isEqualTo(Claim.winner(List.of(equal, other), NOW));
  }

  @Test
  void whatHasEndedWinsNothing() {
    var held = new Claim(Rank.PERSON, 0, A, 0, NOW, NOW.plusSeconds(1800));
    var light = schedule(B, 5, NOW);

    assertThat(Claim.winner(List.of(held, light), NOW.plusSeconds(1799))).hasValue(held);
    assertThat(Claim.winner(List.of(held, light), NOW.plusSeconds(1800))).hasValue(light);
    assertThat(Claim.winner(List.of(), NOW)).isEmpty();
  }

  @ParameterizedTest(name = "an order of {0} s, fan off in warm air {1}: held for {2} s")
  @CsvSource({
    ", false, 1800",
    "300, false, 1800",
    "3600, false, 3600",
    ", true, 300",
    "3600, true, 300"
  })
  void aPersonsOrderHoldsForAWhile(Long duration, boolean isFanOff, long held) {
    var length = duration == null ? null : Duration.ofSeconds(duration);

    assertThat(ManualHold.until(NOW, ManualHold.USUAL, length, isFanOff))
        .isEqualTo(NOW.plusSeconds(held));
  }

  private static Claim schedule(UUID by, int priority, Instant editedAt) {
    return new Claim(Rank.SCHEDULE, 100, by, priority, editedAt, null);
  }
}
