package com.tokkatot.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private double chance = 0.5;
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(12), () -> chance);

  @Test
  void theBoundDoublesUpToTheLongest() {
    assertThat(Stream.generate(backoff::next).limit(5))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 6L, 6L);
  }

  @Test
  void aWaitMayBeAnythingBelowTheBound() {
    chance = 0;
    assertThat(backoff.next()).isZero();

    chance = 0.999;
    assertThat(backoff.next()).isEqualTo(Duration.ofMillis(3996));
  }

  @Test
  void whatWentWellMakesItShortAgain() {
    backoff.next();
    backoff.next();

    backoff.reset();

    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
