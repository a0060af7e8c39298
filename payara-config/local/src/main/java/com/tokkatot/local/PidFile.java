package com.tokkatot.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written down about a process of the stack while it runs, so that {@code status} can find
 * it and the next start can stop it if its launcher was killed.
 *
 * @param order position in listings
 * @param probe how to ask whether it works, see {@link Probe}
 */
record PidFile(String name, ProcessIdentity process, String version, int order, Probe probe) {

  private static final String SUFFIX = ".pid";

  void write(Path run) throws IOException {
    PrivateFiles.write(
        run.resolve(name + SUFFIX),
        "pid="
            + process.pid()
            + "\nstart_ticks="
            + process.startTicks()
            + "\nboot="
            + process.boot()
            + "\nversion="
            + version
            + "\norder="
            + order
            + "\nprobe="
            + probe
            + "\n");
  }

  static void delete(Path run, String name) throws IOException {
    Files.deleteIfExists(run.resolve(name + SUFFIX));
  }

  static Optional<PidFile> read(Path run, String name) {
    var file = run.resolve(name + SUFFIX);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var values = new Properties();
      values.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new PidFile(
              name,
              new ProcessIdentity(
                  Long.parseLong(values.getProperty("pid")),
                  Long.parseLong(values.getProperty("start_ticks")),
                  values.getProperty("boot")),
              values.getProperty("version"),
              Integer.parseInt(values.getProperty("order")),
              Probe.parse(values.getProperty("probe"))));
    } catch (IOException | RuntimeException unreadable) {
      // Written in one step, so this is no half file; whatever it is, it tells nothing.
      return Optional.empty();
    }
  }

  /** All that are written down, in listing order. */
  static List<PidFile> all(Path run) {
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (var files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> read(run, file.substring(0, file.length() - SUFFIX.length())))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparingInt(PidFile::order).thenComparing(PidFile::name))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
