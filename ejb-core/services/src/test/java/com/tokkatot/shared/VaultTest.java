package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  @TempDir Path folder;
  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private Vault vault;

  @BeforeEach
  void open() throws IOException {
    write("1.key", 1);
    write("index.key", 9);
    vault = new Vault(folder, time);
  }

  @Test
  void whatIsSealedOpensAgain() {
    var sealed = vault.seal("account.email", "sok@example.com");

    assertThat(sealed).startsWith("1.").doesNotContain("sok");
    assertThat(vault.open("account.email", sealed)).isEqualTo("sok@example.com");
  }

  @Test
  void theSameTextIsSealedDifferentlyEachTime() {
    assertThat(vault.seal("account.email", "a")).isNotEqualTo(vault.seal("account.email", "a"));
  }

  @Test
  void aValueMovedToAnotherColumnDoesNotOpen() {
    var sealed = vault.seal("account.email", "sok@example.com");

    assertThatThrownBy(() -> vault.open("account.phone", sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("account.phone");
  }

  @Test
  void aChangedValueDoesNotOpen() {
    var sealed = vault.seal("account.email", "sok@example.com").toCharArray();
    sealed[10] = sealed[10] == 'A' ? 'B' : 'A';

    assertThatThrownBy(() -> vault.open("account.email", new String(sealed)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNewKeySealsFromThenOnAndOldValuesStillOpen() throws IOException {
    var old = vault.seal("account.email", "sok@example.com");
    write("2.key", 2);
    time.advance(Vault.LOOK_AGAIN.plus(Duration.ofSeconds(1)));

    assertThat(vault.seal("account.email", "sok@example.com")).startsWith("2.");
    assertThat(vault.open("account.email", old)).isEqualTo("sok@example.com");
    assertThat(vault.isStale(old)).isTrue();
  }

  @Test
  void theIndexIsTheSameForTheSameTextAndNotForAnotherPurpose() {
    assertThat(vault.index("contact", "a")).hasSize(32).isEqualTo(vault.index("contact", "a"));
    assertThat(vault.index("contact", "a")).isNotEqualTo(vault.index("contact", "b"));
    assertThat(vault.index("contact", "a")).isNotEqualTo(vault.index("code", "a"));
  }

  @Test
  void partsThatReadTheSameWhenJoinedAreNotTheSame() {
    assertThat(vault.mac("x", bytes("ab"), bytes("c")))
        .isNotEqualTo(vault.mac("x", bytes("a"), bytes("bc")));
  }

  @Test
  void aKeyOfTheWrongLengthIsNamed() throws IOException {
    Files.writeString(folder.resolve("3.key"), "AAAA");

    assertThatThrownBy(() -> new Vault(folder, time)).hasMessageContaining("3.key");
  }

  @Test
  void aFolderWithoutKeysSaysWhichFilesItNeeds() throws IOException {
    Files.delete(folder.resolve("index.key"));

    assertThatThrownBy(() -> new Vault(folder, time)).hasMessageContaining("index.key");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private void write(String name, int fill) throws IOException {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
  }
}
