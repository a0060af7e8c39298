package com.tokkatot.local;

import java.io.IOException;
import java.time.Duration;

/** Signals to our own processes, each addressed by an identity that was checked first. */
final class Signals {

  private Signals() {}

  static void send(String signal, ProcessIdentity process) {
    if (!process.isRunning()) {
      return;
    }
    try {
      // Java itself can send only TERM and KILL; PostgreSQL wants INT.
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new StackFailed("Cannot run kill: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks it to stop, waits, and kills it when it does not. */
  static void stop(String signal, ProcessIdentity process, Duration within) {
    send(signal, process);
    if (!Await.until(within, () -> !process.isRunning())) {
      send("KILL", process);
      Await.until(Duration.ofSeconds(5), () -> !process.isRunning());
    }
  }
}
