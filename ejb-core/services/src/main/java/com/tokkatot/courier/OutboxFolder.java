package com.tokkatot.courier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Messages as files in a folder, for machines without mail server and gateway: one JSON file a
 * message, named by its id, whole from the first moment on, readable by the owner only. The newest
 * {@link #KEPT} stay.
 */
@ApplicationScoped
public class OutboxFolder implements Transport {

  static final int KEPT = 500;
  private static final String SUFFIX = ".json";

  @Inject
  @ConfigProperty(name = "tokkatot.codes.outbox")
  Optional<String> folder;

  @Override
  public void send(Letter letter) throws Undelivered {
    var place =
        Path.of(
            folder.orElseThrow(
                () -> new Undelivered("the setting tokkatot.codes.outbox is missing")));
    try {
      Files.createDirectories(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      var part =
          Files.createTempFile(
              place,
              "message",
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, json(letter));
      Files.move(part, place.resolve(letter.id() + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
      forgetOld(place);
    } catch (IOException e) {
      throw new Undelivered("the outbox folder cannot be written", e);
    }
  }

  private static String json(Letter letter) {
    var json =
        Json.createObjectBuilder()
            .add("id", letter.id().toString())
            .add("at", letter.at().toString())
            .add("channel", Words.of(letter.channel()))
            .add("to", letter.to())
            .add("purpose", Words.of(letter.purpose()))
            .add("language", letter.language())
            .add("text", letter.text());
    add(json, "code", letter.code());
    add(json, "token", letter.token());
    return json.build() + "\n";
  }

  private static void add(JsonObjectBuilder json, String name, String value) {
    if (value == null) {
      json.addNull(name);
    } else {
      json.add(name, value);
    }
  }

  /** Ids begin with the time, so names sort by age. */
  private static void forgetOld(Path place) throws IOException {
    try (var files = Files.list(place)) {
      var old =
          files
              .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
              .sorted(Comparator.reverseOrder())
              .skip(KEPT)
              .toList();
      for (var file : old) {
        Files.deleteIfExists(file);
      }
    }
  }
}
