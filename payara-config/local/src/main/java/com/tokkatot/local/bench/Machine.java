package com.tokkatot.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a figure was measured on, because it means nothing without. */
final class Machine {

  private Machine() {}

  /** Processor, cores, memory, system and Java in one line. */
  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %d GB, Linux %s, Java %s",
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Math.round(
            Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
  }

  /**
   * Short commit of the checkout, with a plus when files were changed since; "unknown" outside of
   * one.
   */
  static String commit(Path root) {
    var commit = git(root, "rev-parse", "--short", "HEAD");
    return commit.isEmpty()
        ? "unknown"
        : commit + (git(root, "status", "--porcelain", "-uno").isEmpty() ? "" : "+");
  }

  private static String line(String file, String key) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("0");
    } catch (IOException e) {
      return "0";
    }
  }

  private static String git(Path root, String... arguments) {
    try {
      var command = new ArrayList<>(List.of("git", "-C", root.toString()));
      command.addAll(List.of(arguments));
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noGit) {
      return "";
    }
  }
}
