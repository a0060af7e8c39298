package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class MigrationTest {

  @Test
  void aDeadlockIsTriedAgainAndABrokenStepIsNot() {
    assertThat(
            Migration.isDeadlock(
                new FlywayException("step failed", new SQLException("deadlock", "40P01"))))
        .isTrue();
    assertThat(Migration.isDeadlock(new FlywayException("no such table"))).isFalse();
    assertThat(
            Migration.isDeadlock(new FlywayException("step", new SQLException("syntax", "42601"))))
        .isFalse();
  }
}
