package com.tokkatot.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when told. */
public final class SettableTime implements InstantSource {

  private volatile Instant now = Instant.parse("2026-03-01T06:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration howFar) {
    now = now.plus(howFar);
  }
}
