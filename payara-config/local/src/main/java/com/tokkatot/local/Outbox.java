package com.tokkatot.local;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The folder where the application leaves its e-mails and text messages on this machine. */
public final class Outbox {

  private static final int LOOKED_AT = 500;

  private final Path folder;

  public Outbox(Path folder) {
    this.folder = folder;
  }

  /** The newest first; ids begin with the time, so names sort by age. */
  public List<OutboxMessage> newest(int limit) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      var messages = new ArrayList<OutboxMessage>();
      for (var file :
          files
              .filter(name -> name.toString().endsWith(".json"))
              .sorted(Comparator.reverseOrder())
              .limit(limit)
              .toList()) {
        read(file).ifPresent(messages::add);
      }
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest message to that address or number for that purpose. */
  public Optional<OutboxMessage> newest(String to, String purpose) {
    return newest(LOOKED_AT).stream()
        .filter(message -> message.to().equals(to) && message.purpose().equals(purpose))
        .findFirst();
  }

  /**
   * Waits for a message to that address or number for that purpose.
   *
   * @throws StackFailed when none comes in time
   */
  public OutboxMessage await(String to, String purpose, Duration within) {
    if (!Await.until(within, () -> newest(to, purpose).isPresent())) {
      throw new StackFailed("No message came into " + folder);
    }
    return newest(to, purpose).orElseThrow();
  }

  private static Optional<OutboxMessage> read(Path file) throws IOException {
    try (var reader = Json.createReader(Files.newBufferedReader(file))) {
      return Optional.of(OutboxMessage.of(reader.readObject()));
    } catch (NoSuchFileException forgotten) {
      // The application keeps the newest only.
      return Optional.empty();
    }
  }
}
