package com.tokkatot.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of {@link Main}.
 *
 * @param words what stands between command and options
 */
record Arguments(String command, List<String> words, StackOptions options, boolean json) {

  private static final Set<String> TAKE_WORDS = Set.of("keys", "audit");

  static Arguments parse(String[] words) {
    if (words.length == 0) {
      throw new IllegalArgumentException("Say what to do: up, down, status, keys or audit");
    }
    var root = Path.of("").toAbsolutePath();
    Optional<Path> data = Optional.empty();
    Optional<Path> cache = Optional.empty();
    var said = new ArrayList<String>();
    boolean fresh = false;
    boolean json = false;
    boolean influx = false;
    int portBase = 8080;
    int farms = 1;
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "--root" -> root = Path.of(value(words, ++i)).toAbsolutePath();
        case "--data" -> data = Optional.of(Path.of(value(words, ++i)).toAbsolutePath());
        case "--cache" -> cache = Optional.of(Path.of(value(words, ++i)).toAbsolutePath());
        case "--port-base" -> portBase = number(words, ++i);
        case "--farms" -> farms = number(words, ++i);
        case "--fresh" -> fresh = true;
        case "--influx" -> influx = true;
        case "--json" -> json = true;
        default -> {
          if (words[i].startsWith("-") || !TAKE_WORDS.contains(words[0])) {
            throw new IllegalArgumentException("Unknown option " + words[i]);
          }
          said.add(words[i]);
        }
      }
    }
    var options =
        StackOptions.of(root)
            .withPortBase(portBase)
            .withFarms(farms)
            .withFresh(fresh)
            .withInflux(influx);
    options = data.map(options::withData).orElse(options);
    options = cache.map(options::withCache).orElse(options);
    return new Arguments(words[0], List.copyOf(said), options, json);
  }

  private static String value(String[] words, int index) {
    if (index >= words.length) {
      throw new IllegalArgumentException(words[index - 1] + " needs a value");
    }
    return words[index];
  }

  private static int number(String[] words, int index) {
    try {
      return Integer.parseInt(value(words, index));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          words[index - 1] + " needs a number, was " + words[index], e);
    }
  }
}
