package com.tokkatot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.journey.RunningStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A short run of {@code ./tokkatot bench fires}, on a stack of its own. */
class FireIT {

  private static final int KILLS = Integer.getInteger("tokkatot.fires.kills", 3);
  private static final long SEED = Long.getLong("tokkatot.fires.seed", 7);

  @Test
  @DisplayName("Whatever is slow, cut, doubled or killed: each turn moves its relay once, in time")
  void whateverHappensEachTurnMovesItsRelayOnceInTime() throws Exception {
    var options = RunningStack.options("fires");

    var outcome =
        new FireRun(
                SEED,
                KILLS,
                Duration.ofSeconds(20),
                new Bench.Run("fires", options.root(), List.of(), System.out))
            .go(options);

    for (var part : List.of(outcome.slow(), outcome.cut())) {
      assertThat(part.isRight()).as("%s", part).isTrue();
      assertThat(part.executed()).as("%s", part).isEqualTo(part.planned()).isGreaterThan(5);
      assertThat(part.latest()).as("ms, %s", part).isLessThanOrEqualTo(1_000);
    }
    assertThat(outcome.killed().isRight()).as("%s", outcome.killed()).isTrue();
    assertThat(outcome.killed().executed())
        .as("%s", outcome.killed())
        .isEqualTo(outcome.killed().planned());
  }
}
