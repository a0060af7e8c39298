package com.tokkatot.mqtt.rar;

import java.time.Duration;
import java.util.List;

/**
 * How often a delivery is tried again before the next step.
 *
 * @param batch waits before each new try of a whole batch
 * @param single waits before each new try of one message out of a batch that failed. Short: one bad
 *     message holds up all the others, because acknowledgements leave in the order of receipt.
 */
record RetryPlan(List<Duration> batch, List<Duration> single) {

  static final RetryPlan DEFAULT =
      new RetryPlan(
          List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(1000)),
          List.of(Duration.ofMillis(50)));
}
