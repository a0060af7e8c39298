package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Two application nodes over one database, and one of them is killed while it holds its lease: its
 * connection is ended by the server, as when its process dies.
 */
// On a thread of its own: who waits for a lock in the database hears no interrupt.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class NodesTest {

  private static final Instant SIX = Instant.parse("2026-02-28T23:00:00Z");

  private final ScheduleWorld world = new ScheduleWorld(TestDatabase.another());
  private UUID schedule;

  @BeforeEach
  void schedule() {
    schedule = world.create(world.lightAt("0 6 * * *")).id();
  }

  @Test
  void whatAPlannerHadLeasedWhenItWasKilledTheNextOnePlansOnce() {
    var to = world.time.instant().plus(Planner.AHEAD);

    dies(
        node -> {
          assertThat(node.planner.plan(to)).isEqualTo(1);
          assertThat(world.planner.plan(to)).as("leased, so passed over").isZero();
        });

    assertThat(world.plannedOf(schedule)).isEmpty();
    assertThat(world.planner.plan(to)).isEqualTo(1);
    assertThat(world.planner.plan(to)).isZero();
    assertThat(world.plannedOf(schedule)).containsExactly(SIX);
  }

  @Test
  void whatAWatcherHadSeenWhenItWasKilledTheOneThatWaitsSaysOnce() throws Exception {
    itIsOverdue();
    var second = new CompletableFuture<Integer>();

    dies(
        node -> {
          assertThat(node.watcher.watch()).isEqualTo(1);
          second.completeAsync(world.watcher::watch);
          awaitSomebodyWaiting();
        });

    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(overdueSaid()).isEqualTo(1);
    assertThat(world.executionsOf(schedule)).singleElement().matches(ExecutionView::isOverdue);
  }

  @Test
  void whatAWatcherHasSaidTheOneThatWaitsDoesNotSayAgain() throws Exception {
    itIsOverdue();

    var second =
        TestTransaction.run(
            world.sql,
            first -> {
              assertThat(world.within(first).watcher.watch()).isEqualTo(1);
              var other = CompletableFuture.supplyAsync(world.watcher::watch);
              awaitSomebodyWaiting();
              return other;
            });

    second.get(30, TimeUnit.SECONDS);
    assertThat(overdueSaid()).isEqualTo(1);
  }

  private void itIsOverdue() {
    world.plan();
    world.time.advance(Duration.ofMinutes(2));
  }

  private long overdueSaid() {
    return world.heard().stream().filter("schedule:overdue"::equals).count();
  }

  private interface Work {
    void of(ScheduleWorld node);
  }

  /** A node works, and is killed before it commits. */
  private void dies(Work work) {
    assertThatThrownBy(
            () ->
                TestTransaction.run(
                    world.sql,
                    doomed -> {
                      work.of(world.within(doomed));
                      kill(number(doomed, "select pg_backend_pid() as n"));
                      return null;
                    }))
        .isInstanceOf(Sql.SqlFailure.class);
  }

  /** Returns when the server has let go of all that the connection held. */
  private void kill(long connection) {
    assertThat(number(world.sql, "select pg_terminate_backend(%d, 10000)::int as n", connection))
        .isEqualTo(1);
  }

  private void awaitSomebodyWaiting() {
    while (number(
            world.sql,
            "select count(*) as n from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'")
        == 0) {
      Thread.onSpinWait();
    }
  }

  private static long number(Sql sql, String query, Object... values) {
    return sql.query(query.formatted(values), row -> row.getLong("n")).get(0);
  }
}
