package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Processes of a launcher that was killed: they live on and hold ports and data. Stopped before the
 * next start, and only when pid, start time and command line all say that they are ours.
 */
final class Orphans {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Layout layout;
  private final Progress progress;

  Orphans(Layout layout, Progress progress) {
    this.layout = layout;
    this.progress = progress;
  }

  /** Stops them all; the caller holds the lock, so no launcher looks after them. */
  void stop() throws IOException {
    var run = layout.run();
    // Last started first: programs before the servers they use.
    var left = PidFile.all(run);
    for (int i = left.size() - 1; i >= 0; i--) {
      var file = left.get(i);
      if (isOurs(file.process(), layout.data())) {
        progress.say(
            "stopping "
                + file.name()
                + " left over from a killed start (pid "
                + file.process().pid()
                + ")");
        Signals.stop(file.name().equals("postgres") ? "INT" : "TERM", file.process(), GRACE);
      }
      PidFile.delete(run, file.name());
    }
  }

  /** The same process still runs, is not this launcher, and was started for this data folder. */
  static boolean isOurs(ProcessIdentity process, Path data) {
    return process.isRunning()
        && process.pid() != ProcessHandle.current().pid()
        && process.wasStartedWith(data.toString());
  }
}
