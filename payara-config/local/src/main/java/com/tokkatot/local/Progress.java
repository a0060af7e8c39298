package com.tokkatot.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Says what happens, with the seconds since the start: to a person, and to the launcher's log. */
final class Progress {

  private final PrintStream out;
  private final Path log;
  private final long start = System.nanoTime();

  Progress(PrintStream out, Path log) {
    this.out = out;
    this.log = log;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  synchronized void say(String text) {
    var line = String.format(Locale.ROOT, "[%6.1f s] %s", seconds(), text);
    out.println(line);
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      // The line was printed; a full disk shows itself soon enough in a process that must write.
      out.println("cannot write " + log + ": " + unwritable.getMessage());
    }
  }
}
