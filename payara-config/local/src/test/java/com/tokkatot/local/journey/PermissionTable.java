package com.tokkatot.local.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The written table of who gets what from each call; rest-api keeps it beside its own tests. */
record PermissionTable(List<String> callers, Map<String, List<String>> rows) {

  // Relative to the module, where Maven runs the tests.
  private static final Path FILE =
      Path.of("..", "..", "rest-api", "src", "test", "resources", "permissions.txt");

  static PermissionTable read() {
    try {
      var lines = Files.readAllLines(FILE);
      var head = lines.stream().filter(line -> line.startsWith("#")).toList();
      var callers = words(head.get(head.size() - 1).substring(1));
      var rows = new HashMap<String, List<String>>();
      for (var line : lines) {
        if (!line.isBlank() && !line.startsWith("#")) {
          var words = words(line);
          rows.put(words.get(0) + " " + words.get(1), words.subList(2, words.size()));
        }
      }
      return new PermissionTable(callers, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 401, 404, 403 or ok; null when nobody has written down what it should be. */
  String expected(String call, String caller) {
    var row = rows.get(call);
    return row == null ? null : row.get(callers.indexOf(caller));
  }

  /** Whether the call is open to all. */
  boolean isOpen(String call) {
    return "ok".equals(expected(call, "anonymous"));
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.strip().split(" +")).toList();
  }
}
