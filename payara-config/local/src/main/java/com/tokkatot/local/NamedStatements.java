package com.tokkatot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Statements of an SQL file: a line {@code -- name} begins one, {@code :name} is a parameter. */
final class NamedStatements {

  private static final Pattern BEGIN = Pattern.compile("(?m)^-- (\\w+)$");
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

  private final Map<String, String> statements = new HashMap<>();

  static NamedStatements of(String resource) {
    try (var in = NamedStatements.class.getResourceAsStream(resource)) {
      return new NamedStatements(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NamedStatements(String text) {
    var begin = BEGIN.matcher(text);
    while (begin.find()) {
      statements.put(
          begin.group(1), text.substring(begin.end(), text.indexOf(';', begin.end())).strip());
    }
  }

  /** Runs one; a parameter that looks like a UUID is given as one. */
  void run(Connection connection, String name, Map<String, String> parameters) throws SQLException {
    var text = statements.get(name);
    if (text == null) {
      throw new IllegalArgumentException("No statement " + name);
    }
    var names = new ArrayList<String>();
    var sql =
        PARAMETER
            .matcher(text)
            .replaceAll(
                match -> {
                  names.add(match.group(1));
                  return "?";
                });
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < names.size(); i++) {
        var value = parameters.get(names.get(i));
        if (value == null) {
          throw new IllegalArgumentException("No value for " + names.get(i) + " in " + name);
        }
        statement.setObject(
            i + 1,
            names.get(i).endsWith("_id") && value.length() == 36 ? UUID.fromString(value) : value);
      }
      statement.execute();
    }
  }
}
