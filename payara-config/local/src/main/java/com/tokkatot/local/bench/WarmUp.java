package com.tokkatot.local.bench;

import java.time.Duration;

/** Full speed until compilers and caches are done: until two windows bring less than 3 % more. */
final class WarmUp {

  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final int MOST_WINDOWS = 24;
  private static final int WINDOWS_WITHOUT_GAIN = 2;
  private static final double GAIN = 1.03;

  /** Works at full speed. */
  @FunctionalInterface
  interface Load {
    /** Returns how much was done a second. */
    double run(Duration length) throws InterruptedException;
  }

  private WarmUp() {}

  /** Six minutes at most. */
  static void with(Load load, Bench.Run run) throws InterruptedException {
    run.say("warming up at full speed until that makes it no faster");
    var best = 0.0;
    var withoutGain = 0;
    for (var window = 0; window < MOST_WINDOWS && withoutGain < WINDOWS_WITHOUT_GAIN; window++) {
      var rate = load.run(WINDOW);
      run.say("  " + Math.round(rate) + " a second");
      withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
      best = Math.max(best, rate);
    }
  }
}
