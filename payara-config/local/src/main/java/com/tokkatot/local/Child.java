package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A program of the stack that runs as its own process. */
interface Child {

  /** Name in logs, in {@code status} and for {@link LocalStack#kill}. */
  String name();

  String version();

  /** Position in listings. */
  int order();

  /** Where its output goes. */
  Path log();

  Probe probe();

  /** Makes what the program needs and says how it is started; called again for every start. */
  ProcessBuilder prepare() throws IOException;

  /** The signal that asks it to stop. */
  default String stopSignal() {
    return "TERM";
  }

  /** How long it may take to stop before it is killed. */
  default Duration stopsWithin() {
    return Duration.ofSeconds(8);
  }
}
