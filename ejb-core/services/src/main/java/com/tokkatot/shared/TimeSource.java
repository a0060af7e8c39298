package com.tokkatot.shared;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The only place that asks the machine for the time. */
@Dependent
public class TimeSource {

  @Produces
  @Dependent
  InstantSource systemTime() {
    return InstantSource.system();
  }
}
