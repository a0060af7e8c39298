package com.tokkatot.local;

/**
 * One process of the stack.
 *
 * @param healthy whether it answers now
 * @param rssMb resident memory, 2^20 bytes; of a server inside the launcher, the launcher's
 */
public record ProcessRow(String name, long pid, String version, boolean healthy, long rssMb) {

  static ProcessRow of(PidFile file) {
    var running = file.process().isRunning();
    return new ProcessRow(
        file.name(),
        running ? file.process().pid() : 0,
        file.version(),
        running && file.probe().answers(),
        running ? ProcessIdentity.residentMegabytes(file.process().pid()) : 0);
  }
}
