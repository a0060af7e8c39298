package com.tokkatot.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/** The only place that asks the machine for the time. */
@Dependent
public class TimeSource {

  @Produces
  @Dependent
  InstantSource systemTime() {
    // The database keeps microseconds: what is answered now and what is read later must be equal.
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }
}
