package com.tokkatot.edge.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waits of full jitter: anything between nothing and a bound that doubles up to a limit, until
 * something went well. When a cloud comes back, a thousand hubs must not call in the same second.
 */
public final class Backoff {

  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier chance;
  private Duration bound;

  /**
   * @param chance 0 to below 1, evenly
   */
  public Backoff(Duration first, Duration longest, DoubleSupplier chance) {
    this.first = first;
    this.longest = longest;
    this.chance = chance;
    this.bound = first;
  }

  /** How long to wait now. */
  public synchronized Duration next() {
    var wait = Duration.ofMillis((long) (bound.toMillis() * chance.getAsDouble()));
    var doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(longest) > 0 ? longest : doubled;
    return wait;
  }

  /** It went well: the next wait is short again. */
  public synchronized void reset() {
    bound = first;
  }
}
