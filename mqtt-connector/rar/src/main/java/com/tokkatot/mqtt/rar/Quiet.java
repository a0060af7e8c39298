package com.tokkatot.mqtt.rar;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Lets one log line through a minute: a broker that is away for a night fills no disk. */
final class Quiet {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final InstantSource time;
  private Instant next = Instant.MIN;

  Quiet(InstantSource time) {
    this.time = time;
  }

  synchronized boolean allows() {
    var now = time.instant();
    if (now.isBefore(next)) {
      return false;
    }
    next = now.plus(PERIOD);
    return true;
  }
}
