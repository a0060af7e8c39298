package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFoldersTest {

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-03-01T06:00:00Z");
  private KeyFolders keys;

  @BeforeEach
  void open() {
    keys = new KeyFolders(folder, () -> now);
  }

  @Test
  void whatIsThereIsKept() throws IOException, GeneralSecurityException {
    var sealing = Files.readString(keys.vault().resolve("1.key"));
    var signing = keys.newestTokenKey();

    assertThat(Files.readString(keys.vault().resolve("1.key"))).isEqualTo(sealing);
    assertThat(keys.newestTokenKey()).isEqualTo(signing);
  }

  @Test
  void aNewVaultKeySealsAndTheOldOneStillOpens() throws IOException {
    var before = new Vault(keys.vault(), () -> now).seal("p", "text");

    var file = keys.addVaultKey();

    var vault = new Vault(keys.vault(), () -> now);
    assertThat(file).hasFileName("2.key");
    assertThat(vault.seal("p", "text")).startsWith("2.");
    assertThat(vault.open("p", before)).isEqualTo("text");
  }

  @Test
  void theNewestTokenKeyByNameIsTheNewest() throws IOException, GeneralSecurityException {
    var first = keys.newestTokenKey();
    now = now.plusMillis(1);

    var second = keys.addTokenKey();

    assertThat(keys.newestTokenKey()).isEqualTo(second);
    assertThat(first).exists().isNotEqualTo(second);
  }

  @Test
  void onlyTheOwnerReadsThem() throws IOException, GeneralSecurityException {
    for (var file : new Path[] {keys.newestTokenKey(), keys.vault().resolve("index.key")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
