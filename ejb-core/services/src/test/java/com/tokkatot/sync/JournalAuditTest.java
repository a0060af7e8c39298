package com.tokkatot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.wire.NotifyMessage.Lacking;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalAuditTest {

  private final SyncWorld world = new SyncWorld();

  @BeforeEach
  void claim() {
    world.epoch(world.journal);
    digest(20);
  }

  @Test
  void whatIsWholeIsLeftAlone() {
    world.store(world.events(1, 20));

    look();

    assertThat(asked()).isEmpty();
    assertThat(gaps()).isZero();
  }

  @Test
  void rowsThatAreGoneThoughTheyWereNotedAreAskedForAndFetched() {
    world.store(world.events(1, 20));
    loseRows(5, 8);

    look();
    assertThat(asked()).containsExactly(new Lacking(1, 5, 8));
    assertThat(world.store(world.events(20, 20)).storedTo()).as("the hub is told too").isEqualTo(4);
    world.store(world.events(5, 8));

    assertThat(outcomes()).containsExactly("fetched");
    assertThat(world.number("select count(*) from hub_event where hub_id = ?", world.farm.hub()))
        .isEqualTo(20);
    assertThat(reports()).as("found, and fetched").isEqualTo(2);
    look();
    assertThat(asked()).as("nothing lacks any more").hasSize(1);
  }

  @Test
  void whoAsksHasThemCountedAtOnceButNotTheTailThatMayBeOnItsWay() {
    world.store(world.events(1, 15));
    loseRows(5, 8);

    world.audit(world.sql).lookNow(world.farm.id());

    assertThat(asked()).containsExactly(new Lacking(1, 5, 8));
  }

  @Test
  void aBatchThatWasDroppedOnTheWayIsAskedFor() {
    world.store(world.events(1, 5));
    world.store(world.events(11, 20));

    look();

    assertThat(asked()).containsExactly(new Lacking(1, 6, 10));
    world.store(world.events(6, 10));
    assertThat(outcomes()).containsExactly("fetched");
    assertThat(world.cycles()).isEqualTo(10);
  }

  @Test
  void theEndIsLateForAnHourAndMissingAfterwards() {
    world.store(world.events(1, 15));
    look();
    assertThat(asked()).isEmpty();

    look();

    assertThat(asked()).containsExactly(new Lacking(1, 16, 20));
  }

  @Test
  void whatTheHubNoLongerHasEndsAsLostWithItsReason() {
    world.store(world.events(1, 20));
    loseRows(5, 8);
    look();

    world.store(JournalBatch.lost(1, JournalStream.EVENTS, 5, 4, "older than 7 days"));

    assertThat(outcomes()).containsExactly("lost");
    assertThat(reasons()).containsExactly("older than 7 days");
    look();
    assertThat(asked()).hasSize(1);
  }

  @Test
  void whoDoesNotAnswerForADayIsNotAskedForEver() {
    world.store(world.events(1, 20));
    loseRows(5, 8);
    for (var hour = 0; hour < 2 * JournalAudit.MOST_ASKED; hour++) {
      look();
    }

    assertThat(asked()).hasSize(JournalAudit.MOST_ASKED);
    assertThat(reasons()).containsExactly(JournalAudit.UNANSWERED);
    assertThat(world.store(world.events(20, 20)).storedTo()).isEqualTo(20);
  }

  @Test
  void whatIsOlderThanHubsKeepIsNotAskedFor() {
    world.store(world.events(1, 20));
    world.sql.update(
        "update hub_event set at = at - interval '9 days' where hub_id = ? and seq <= 10",
        world.farm.hub());
    loseRows(3, 4);

    look();

    assertThat(asked()).isEmpty();
  }

  @Test
  void nobodyLooksTwiceInAnHour() {
    world.store(world.events(1, 20));
    look();
    loseRows(5, 8);
    world.time.advance(Duration.ofMinutes(10));

    TestTransaction.run(
        sql -> {
          world.audit(sql).look(world.farm.hub());
          return null;
        });

    assertThat(asked()).isEmpty();
  }

  @Test
  void peopleSeeWhatIsMissingHowItEndedAndWhatCameTwice() {
    var farmSync = new FarmSync();
    farmSync.sql = world.sql;
    farmSync.time = world.time;
    var viewer = new Member(world.farm.id(), UUID.randomUUID(), Role.VIEWER);
    world.store(world.events(1, 20));
    loseRows(5, 8);
    look();
    look();

    assertThat(farmSync.of(viewer).gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(List.of(gap.firstSeq(), gap.lastSeq())).containsExactly(5L, 8L);
              assertThat(gap.asked()).isEqualTo(2);
              assertThat(gap.endedAt()).isNull();
            });
    world.store(world.events(5, 8));
    world.store(world.events(5, 8));
    assertThat(farmSync.of(viewer).gaps())
        .extracting(SyncView.Gap::outcome, SyncView.Gap::endedAt)
        .containsExactly(tuple("fetched", world.time.instant()));
    assertThat(farmSync.of(viewer).repeatedEventBatches()).isEqualTo(1);
  }

  @Test
  void numbersAreForgottenWhenNoHubHasTheirEventsAnyMore() {
    world.store(world.events(1, 20));
    world.sql.update(
        "update hub_event set at = ? where hub_id = ? and seq <= 10",
        world.time.instant().minus(JournalKeeper.KEPT).minusSeconds(1),
        world.farm.hub());
    var keeper = new JournalKeeper();
    keeper.sql = world.sql;
    keeper.time = world.time;

    keeper.forget();

    assertThat(world.number("select min(seq) from hub_event where hub_id = ?", world.farm.hub()))
        .isEqualTo(11);
    look();
    assertThat(asked()).as("and not missed").isEmpty();
  }

  private void look() {
    world.time.advance(Duration.ofHours(1));
    TestTransaction.run(
        sql -> {
          assertThat(world.audit(sql).due()).contains(world.farm.hub());
          world.audit(sql).look(world.farm.hub());
          return null;
        });
  }

  private void digest(long eventsTo) {
    world.sql.update(
        "insert into hub_sync (hub_id, farm_id, compared_at, clock_offset_ms, epoch, events_to)"
            + " values (?, ?, ?, 0, 1, ?)",
        world.farm.hub(),
        world.farm.id(),
        world.time.instant(),
        eventsTo);
  }

  private void loseRows(long first, long last) {
    world.sql.update(
        "delete from hub_event where hub_id = ? and seq between ? and ?",
        world.farm.hub(),
        first,
        last);
  }

  private List<Lacking> asked() {
    return world.asked.fired().stream().map(one -> one.wish().lacking()).toList();
  }

  private long gaps() {
    return world.number("select count(*) from journal_gap where hub_id = ?", world.farm.hub());
  }

  private List<String> outcomes() {
    return texts("outcome");
  }

  private List<String> reasons() {
    return texts("reason");
  }

  private List<String> texts(String column) {
    return world.sql.query(
        "select " + column + " from journal_gap where hub_id = ? order by first_seq",
        row -> row.getString(1),
        world.farm.hub());
  }

  private long reports() {
    return world.number(
        "select count(*) from farm_event where farm_id = ? and type = 'sync:audit'",
        world.farm.id());
  }
}
