package com.tokkatot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.journey.RunningStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A short run of {@code ./tokkatot bench chaos}, on a stack of its own. */
class ChaosIT {

  private static final ChaosPlan PLAN =
      new ChaosPlan(Long.getLong("tokkatot.chaos.seed", 7), 240, 4, Duration.ofSeconds(6), 0.05);

  @Test
  @DisplayName("Whatever is lost, doubled, delayed or killed: a command runs once, in time, or not")
  void whateverHappensACommandRunsOnceAndInTimeOrNotAtAll() throws Exception {
    var options = RunningStack.options("chaos").withExtraNodes(2);

    var outcome =
        new ChaosRun(PLAN, new Bench.Run("chaos", options.root(), List.of(), System.out))
            .go(options);

    var verdict = outcome.verdict();
    var seed = "seed " + PLAN.seed() + ": " + verdict;
    assertThat(outcome.deaths()).as(seed).isGreaterThanOrEqualTo(4);
    assertThat(outcome.accidents()).as(seed).isGreaterThan(50);
    assertThat(verdict.executed()).as(seed).isGreaterThan(50);
    assertThat(verdict.lost()).as("lost, " + seed).isZero();
    assertThat(verdict.doubled()).as("executed twice, " + seed).isZero();
    assertThat(verdict.afterExpiry()).as("executed too late, " + seed).isZero();
    assertThat(verdict.denied()).as("executed and denied, " + seed).isZero();
    assertThat(verdict.notFinal()).as("without an end, " + seed).isZero();
  }
}
