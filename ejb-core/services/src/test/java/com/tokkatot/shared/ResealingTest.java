package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.SealedColumns.SealedColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealingTest {

  private static final SealedColumn COLUMN = new SealedColumn("kept", "sealed", "kept.sealed");

  @TempDir Path folder;
  private final Sql sql = TestDatabase.another();
  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Resealing resealing = new Resealing();

  @BeforeEach
  void fill() throws IOException {
    key("index.key", 9);
    key("1.key", 1);
    resealing.sql = sql;
    resealing.vault = new Vault(folder, time);
    sql.update("create table kept (id uuid primary key, sealed text)");
    for (var i = 0; i < Resealing.BATCH + 10; i++) {
      sql.update(
          "insert into kept values (?, ?)",
          UUID.randomUUID(),
          i == 0 ? null : resealing.vault.seal(COLUMN.purpose(), "text " + i));
    }
  }

  @Test
  void whatTheNewestKeySealedIsLeftAlone() {
    assertThat(resealing.reseal(COLUMN)).isZero();
  }

  @Test
  void afterANewKeyNothingNeedsTheOldOneAnyMore() throws IOException {
    key("2.key", 2);
    time.advance(Vault.LOOK_AGAIN.plus(Duration.ofSeconds(1)));

    assertThat(resealing.reseal(COLUMN)).isEqualTo(Resealing.BATCH + 9);

    Files.delete(folder.resolve("1.key"));
    var vault = new Vault(folder, time);
    assertThat(
            sql.query(
                "select sealed from kept where sealed is not null",
                row -> vault.open(COLUMN.purpose(), row.getString("sealed"))))
        .hasSize(Resealing.BATCH + 9)
        .allMatch(text -> text.startsWith("text "));
  }

  private void key(String name, int fill) throws IOException {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(key));
  }
}
