package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aDeadlockIsTriedAgain() {
    Migration.again(() -> failing("40P01", 2));

    assertThat(runs).hasValue(3);
  }

  @Test
  void butNotForEver() {
    assertThatThrownBy(() -> Migration.again(() -> failing("40P01", 100)))
        .isInstanceOf(FlywayException.class);
    assertThat(runs).hasValue(5);
  }

  @Test
  void aBrokenStepIsNotTriedAgain() {
    assertThatThrownBy(() -> Migration.again(() -> failing("42601", 1)))
        .isInstanceOf(FlywayException.class);
    assertThat(runs).hasValue(1);
  }

  private void failing(String state, int times) {
    if (runs.incrementAndGet() <= times) {
      throw new FlywayException("step", new SQLException("refused", state));
    }
  }
}
