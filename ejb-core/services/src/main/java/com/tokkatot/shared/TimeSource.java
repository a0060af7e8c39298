package com.tokkatot.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The only place that asks the machine for the time. */
@Dependent
public class TimeSource {

  @Produces
  @Dependent
  InstantSource systemTime() {
    // The database keeps microseconds: what is answered now and what is read later must be equal.
    return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
