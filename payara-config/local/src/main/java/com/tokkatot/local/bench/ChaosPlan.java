package com.tokkatot.local.bench;

import java.time.Duration;

/**
 * How a run of chaos goes. The seed decides what is asked of which device, what dies when, and
 * which message has an accident; what the machine makes of that differs from run to run.
 *
 * @param commands how many are asked, one in ten of them with a life of a few seconds
 * @param perSecond how fast; a node remembers 64 commands, so its share must stay below a few a
 *     second
 * @param quiet between one death and the next, at least; twice that at most
 * @param share of messages dropped, of messages doubled and of messages delayed on each line
 */
record ChaosPlan(long seed, int commands, double perSecond, Duration quiet, double share) {

  /** As the issue asks: 10,000 commands, 5 % each. */
  static final ChaosPlan FULL = new ChaosPlan(20_261_124, 10_000, 20, Duration.ofSeconds(12), 0.05);

  /** The longest that one line holds a message back. */
  static final Duration DELAY = Duration.ofMillis(1_500);

  ChaosPlan with(long otherSeed, int otherCommands) {
    return new ChaosPlan(otherSeed, otherCommands, perSecond, quiet, share);
  }
}
