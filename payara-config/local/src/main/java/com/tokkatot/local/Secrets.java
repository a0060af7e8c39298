package com.tokkatot.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The passwords of this stack, made on its first start and kept in a private file. None is ever
 * built in.
 */
final class Secrets {

  /**
   * Without letters and digits that look alike; harmless in a URL, a shell and a configuration
   * file.
   */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private final SecureRandom random = new SecureRandom();
  private final Notebook notebook;

  Secrets(Path file) {
    notebook = new Notebook(file);
  }

  /** Password of that name: 32 characters, about 185 bits. */
  String password(String name) {
    return notebook.get(name, () -> characters(32));
  }

  /** Password a person types: four groups of four, about 92 bits. */
  String passwordToType(String name) {
    return notebook.get(
        name,
        () ->
            IntStream.range(0, 4)
                .mapToObj(group -> characters(4))
                .collect(Collectors.joining("-")));
  }

  private String characters(int count) {
    return random
        .ints(count, 0, ALPHABET.length())
        .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
        .collect(Collectors.joining());
  }
}
