package com.tokkatot.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for another one: a pid alone is used again by the system,
 * sometimes soon.
 *
 * @param pid process id
 * @param startTicks when it started, in clock ticks since the machine did
 * @param boot the system's boot id, because ticks begin again with every boot
 */
record ProcessIdentity(long pid, long startTicks, String boot) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * Field of /proc/PID/stat that holds the start time, counted from 1; the second one is the name
   * in brackets.
   */
  private static final int START_TIME = 22;

  /**
   * The running process with that pid; empty when there is none, or only a dead one nobody has
   * collected.
   */
  static Optional<ProcessIdentity> of(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      if (fields[0].equals("Z") || fields[0].equals("X")) {
        return Optional.empty();
      }
      var startTicks = Long.parseLong(fields[START_TIME - 3]);
      return Optional.of(new ProcessIdentity(pid, startTicks, Files.readString(BOOT_ID).strip()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  boolean isRunning() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** Whether the process was started with this text among its arguments. */
  boolean wasStartedWith(String argument) {
    try {
      var line =
          Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
      return line.contains(argument);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Resident memory in megabytes (2^20 bytes); 0 when the process is gone. */
  static long residentMegabytes(long pid) {
    try (var lines =
        Files.lines(Path.of("/proc/" + pid + "/status"), StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }
}
