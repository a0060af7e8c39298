package com.tokkatot.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxFolderTest {

  @TempDir Path parent;
  private Path folder;
  private final OutboxFolder outbox = new OutboxFolder();

  @BeforeEach
  void choose() {
    folder = parent.resolve("outbox");
    outbox.folder = Optional.of(folder.toString());
  }

  @Test
  void onlyTheOwnerReadsFolderAndMessage() throws IOException, Undelivered {
    outbox.send(letter(1));

    assertThat(rights(folder)).isEqualTo("rwx------");
    try (var files = Files.list(folder)) {
      assertThat(files.map(OutboxFolderTest::rights)).containsExactly("rw-------");
    }
  }

  @Test
  void sendingAgainReplacesTheMessage() throws IOException, Undelivered {
    outbox.send(letter(1));
    outbox.send(letter(1));

    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void theOldestAreForgotten() throws IOException, Undelivered {
    for (var i = 0; i <= OutboxFolder.KEPT; i++) {
      outbox.send(letter(i));
    }

    assertThat(folder.resolve(letter(0).id() + ".json")).doesNotExist();
    assertThat(folder.resolve(letter(1).id() + ".json")).exists();
  }

  private static Letter letter(int number) {
    return new Letter(
        new UUID(number, 0),
        Instant.EPOCH,
        Channel.SMS,
        "+85512345678",
        Purpose.KNOWN,
        "en",
        null,
        "text",
        null,
        null);
  }

  private static String rights(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
