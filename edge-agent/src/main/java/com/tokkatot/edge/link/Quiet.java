package com.tokkatot.edge.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets one log line through a minute: a broker that is away for a night fills no disk. */
public final class Quiet {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final InstantSource time;
  private Instant next = Instant.MIN;

  public Quiet(InstantSource time) {
    this.time = time;
  }

  /** Whether to write a line now. */
  public synchronized boolean allows() {
    var now = time.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(PERIOD);
    return true;
  }
}
