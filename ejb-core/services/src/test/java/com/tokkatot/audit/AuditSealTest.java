package com.tokkatot.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestVault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditSealTest {

  private final Sql sql = TestDatabase.another();
  private final SettableTime time = new SettableTime("2026-03-31T23:59:50Z");
  private final AuditLog log = new AuditLog();
  private final AuditSealer sealer = new AuditSealer();
  private final AuditVerifier verifier = new AuditVerifier(sql, TestVault.vault());

  AuditSealTest() {
    log.sql = sql;
    log.time = time;
    sealer.sql = sql;
    sealer.vault = TestVault.vault();
    sealer.time = time;
  }

  @Test
  void anUntouchedLogAgreesWithItsSealsOverSeveralMonths() {
    note(3);
    sealer.seal();
    time.advance(Duration.ofMinutes(1));
    note(2);
    sealer.seal();
    note(1);

    var report = verifier.verify(null);

    assertThat(report.findings()).isEmpty();
    assertThat(report.seals()).isEqualTo(2);
    assertThat(report.sealed()).isEqualTo(5);
    assertThat(report.unsealed()).isEqualTo(1);
  }

  @Test
  void aLineWhoseTransactionIsStillRunningIsSealedLaterAndNotForgotten() throws SQLException {
    try (var running = TestDatabase.connection(sql)) {
      running.setAutoCommit(false);
      try (var statement = running.createStatement()) {
        statement.executeUpdate(
            "insert into audit_log (at, action) values ('2026-03-31 12:00+00', 'slow')");
      }
      note(2);
      assertThat(sealer.seal()).isZero();
      running.commit();
    }

    assertThat(sealer.seal()).isEqualTo(3);
    assertThat(verifier.verify(null).isWhole()).isTrue();
  }

  @Test
  void aChangedLineIsFound() {
    note(3);
    sealer.seal();

    withoutTriggers("update audit_log set reason = 'nothing happened' where id = 2");

    assertThat(verifier.verify(null).findings())
        .singleElement()
        .asString()
        .contains("seal 1", "2026-03-01", "a line was changed");
  }

  @Test
  void aRemovedLineIsFound() {
    note(3);
    sealer.seal();

    withoutTriggers("delete from audit_log where id = 2");

    assertThat(verifier.verify(null).findings())
        .singleElement()
        .asString()
        .contains("it covered 3 lines, now there are 2");
  }

  @Test
  void aLineSlippedInBelowASealIsFound() {
    note(3);
    sealer.seal();

    sql.update(
        "insert into audit_log (at, xid, action)"
            + " select '2026-03-05 12:00+00', min(xid), 'forged' from audit_log");

    assertThat(verifier.verify(null).isWhole()).isFalse();
  }

  @Test
  void aRemovedSealIsFound() {
    for (var i = 0; i < 3; i++) {
      note(1);
      sealer.seal();
    }

    withoutTriggers("delete from audit_seal where no = 2");

    assertThat(verifier.verify(null).findings()).anyMatch(it -> it.contains("seal 2 is missing"));
  }

  @Test
  void aSealOfAnotherKeyIsFound() {
    note(1);
    sealer.seal();

    withoutTriggers("update audit_seal set digest = sha256('guessed')");

    assertThat(verifier.verify(null).isWhole()).isFalse();
  }

  @Test
  void anEndCutOffWithItsSealsIsFoundByAHeadNotedBefore() {
    note(1);
    sealer.seal();
    note(1);
    sealer.seal();
    var head = verifier.verify(null).head();

    withoutTriggers("delete from audit_log where id = 2");
    withoutTriggers("delete from audit_seal where no = 2");

    assertThat(verifier.verify(null).isWhole()).isTrue();
    assertThat(verifier.verify(head).findings())
        .singleElement()
        .asString()
        .contains("not there any more");
  }

  @Test
  void addressAndProgramMayBeForgottenAndTheLogStaysWhole() {
    note(2);
    sealer.seal();

    sql.update("update audit_log set ip_address = null, user_agent = null where id = 1");

    assertThat(verifier.verify(null).isWhole()).isTrue();
  }

  @Test
  void theDatabaseRefusesToChangeOrRemoveLines() {
    note(1);

    for (var forbidden :
        new String[] {
          "update audit_log set reason = 'x'",
          "update audit_log set reason = 'x', ip_address = null, user_agent = null",
          "delete from audit_log",
          "truncate audit_log",
          "truncate audit_log_202603",
          "delete from audit_log_202603",
          "update audit_seal set lines = 0",
        }) {
      assertThatThrownBy(() -> sql.update(forbidden))
          .as(forbidden)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void partitionsAreMadeAheadAndDroppedAfterFiveYears() {
    sql.query("select make_audit_partition(date '2021-02-01')", row -> 1);
    sql.query("select make_audit_partition(date '2021-03-01')", row -> 1);
    time.advance(Duration.ofDays(300));

    sealer.keepPartitions();

    assertThat(AuditLines.months(sql))
        .doesNotContain(java.time.LocalDate.of(2021, 2, 1))
        .contains(java.time.LocalDate.of(2027, 3, 1));
  }

  private void note(int lines) {
    for (var i = 0; i < lines; i++) {
      log.note(
          null,
          UUID.randomUUID(),
          "test.done",
          null,
          "reason " + i,
          new Origin("192.0.2.1", "test", "request"));
    }
  }

  private void withoutTriggers(String statement) {
    // What somebody with full rights over the database could do.
    sql.update("set session_replication_role = replica; " + statement);
  }
}
