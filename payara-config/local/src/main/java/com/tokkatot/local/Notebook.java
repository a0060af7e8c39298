package com.tokkatot.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Values that are made up once and kept for ever after: passwords, keys of the object store, ids. A
 * private file of {@code name=value} lines; a new value is on disk before anybody sees it.
 */
final class Notebook {

  private final Path file;
  private final TreeMap<String, String> values = new TreeMap<>();

  Notebook(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try {
        var read = new Properties();
        read.load(new StringReader(Files.readString(file)));
        read.forEach((name, value) -> values.put(name.toString(), value.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The value of that name; made by the supplier the first time. */
  synchronized String get(String name, Supplier<String> made) {
    var known = values.get(name);
    if (known != null) {
      return known;
    }
    var value = made.get();
    values.put(name, value);
    save();
    return value;
  }

  synchronized Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  synchronized void put(String name, String value) {
    values.put(name, value);
    save();
  }

  private void save() {
    var text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      PrivateFiles.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
