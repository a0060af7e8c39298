package com.tokkatot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.StatusObserverTest;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.usage.TestUsage;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEncoder;
import com.tokkatot.wire.journal.JournalEvent;
import com.tokkatot.wire.journal.JournalStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubJournalsTest {

  private final SyncWorld world = new SyncWorld();

  @BeforeEach
  void claim() {
    world.epoch(world.journal);
  }

  @Test
  void readingsAndEventsAreStoredAndTheAnswerSaysHowFar() {
    assertThat(world.store(world.readings(1, 10)).storedTo()).isEqualTo(10);
    assertThat(world.store(world.readings(11, 30)).storedTo()).isEqualTo(30);
    assertThat(world.store(world.events(1, 5)).storedTo()).isEqualTo(5);

    assertThat(world.storedReadings()).isEqualTo(30);
    assertThat(world.storedStatuses()).isEqualTo(5);
    assertThat(world.state()).isEqualTo("off");
    assertThat(world.cycles()).isEqualTo(2);
  }

  @Test
  void theSameBatchTwiceChangesNothing() {
    world.store(world.readings(1, 10));
    world.store(world.events(1, 6));
    var receipt = world.store(world.readings(1, 10));
    world.store(world.events(1, 6));

    assertThat(receipt.storedTo()).isEqualTo(10);
    assertThat(world.storedReadings()).isEqualTo(10);
    assertThat(world.storedStatuses()).isEqualTo(6);
    assertThat(world.cycles()).isEqualTo(3);
    assertThat(
            world.number(
                "select sum(repeats) from journal_stream where hub_id = ?", world.farm.hub()))
        .isEqualTo(2);
  }

  @Test
  void batchesInAnyOrderWithAnyOverlapAddUpToTheJournal() {
    for (var seed = 0; seed < 8; seed++) {
      var other = new SyncWorld();
      other.epoch(other.journal);
      var random = new Random(seed);
      var batches = new ArrayList<int[]>();
      for (var first = 1; first <= 60; first += 5) {
        batches.add(new int[] {first, Math.min(60, first + 4 + random.nextInt(6))});
      }
      Collections.shuffle(batches, random);

      JournalReceipt last = null;
      for (var batch : batches) {
        last = other.store(other.events(batch[0], batch[1]));
        other.store(other.readings(batch[0], batch[1]));
      }

      assertThat(last.storedTo()).isEqualTo(60);
      assertThat(last.missing()).isEmpty();
      assertThat(other.storedStatuses()).isEqualTo(60);
      assertThat(other.storedReadings()).isEqualTo(60);
      assertThat(other.cycles()).as("seed %s", seed).isEqualTo(30);
      assertThat(other.state()).isEqualTo("on");
    }
  }

  @Test
  void beyondAHoleItIsStoredAndTheHoleIsNamed() {
    world.store(world.readings(1, 5));
    var receipt = world.store(world.readings(9, 12));

    assertThat(receipt.storedTo()).isEqualTo(5);
    assertThat(receipt.missing()).containsExactly(new SeqRange(6, 8));
    assertThat(world.storedReadings()).isEqualTo(9);
    assertThat(world.store(world.readings(6, 8)).storedTo()).isEqualTo(12);
  }

  @Test
  void whatWasToldLiveIsNotCountedAgainAndOldNewsOverwritesNothing() {
    var live =
        new Arrived<>(
            new Topics.Address(world.farm.id(), world.farm.light(), Topics.Kind.STATUS),
            world.status(9),
            null);
    StatusObserverTest.over(world.sql, world.time, TestUsage.over(world.sql, world.time))
        .observe(List.of(live));

    world.store(world.events(1, 9));
    assertThat(world.state()).isEqualTo("off");
    world.store(world.events(10, 10));

    assertThat(world.state()).isEqualTo("on");
    assertThat(world.storedStatuses()).isEqualTo(10);
    assertThat(world.cycles()).as("2, 4, 6, 8 and 10").isEqualTo(5);
  }

  @Test
  void ofManyOldStatesOnlyTheLastIsTold() {
    world.store(world.events(1, 8));

    assertThat(
            world.number(
                "select count(*) from farm_event where farm_id = ? and type = 'device:update'",
                world.farm.id()))
        .isEqualTo(1);
  }

  @Test
  void diedBeforeItsCommitItStoredNothingAndAgainItStoresAll() {
    var bytes = JournalEncoder.encode(world.events(1, 7));
    assertThatThrownBy(
            () ->
                TestTransaction.run(
                    sql -> {
                      world.journals(sql).store(world.hub, bytes);
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(world.storedStatuses()).isZero();

    assertThat(world.store(bytes).storedTo()).isEqualTo(7);
    assertThat(world.store(bytes).storedTo()).as("the answer was lost").isEqualTo(7);
    assertThat(world.storedStatuses()).isEqualTo(7);
    assertThat(world.cycles()).isEqualTo(3);
  }

  @Test
  void tombstonesKeepTheSequenceWholeAndMeansSayThatTheyAreMeans() {
    world.store(JournalBatch.thinned(1, 1, 100, world.messages(1, 3, Quality.ESTIMATED)));
    var receipt =
        world.store(JournalBatch.lost(1, JournalStream.READINGS, 101, 900, "older than 7 days"));

    assertThat(receipt.storedTo()).isEqualTo(1000);
    assertThat(
            world.number(
                "select count(*) from reading where device_id = ? and quality = 'estimated'",
                world.farm.light()))
        .isEqualTo(3);
    assertThat(
            world.sql.query(
                "select coverage from journal_range where hub_id = ? order by first_seq",
                row -> row.getString(1),
                world.farm.hub()))
        .containsExactly("thinned", "lost");
  }

  @Test
  void garbageAndStrangersAreParkedAndCountedAndTheRestIsStored() {
    var events =
        List.of(
            world.event(world.status(1).toBytes()),
            world.event("{}".getBytes(StandardCharsets.UTF_8)),
            world.event(new byte[0]),
            world.event(world.status(4).toBytes()));

    assertThat(world.store(JournalBatch.ofEvents(1, 1, events)).storedTo()).isEqualTo(4);

    assertThat(world.storedStatuses()).isEqualTo(2);
    assertThat(parked()).isEqualTo(2);
  }

  @Test
  void whatTheHubJudgedHasItsOwnTimesHoweverOftenItIsTold() {
    var rule = UUID.fromString("01990000-0000-7000-8000-000000000002");
    var events =
        List.of(
            world.alert(rule, AlertMessage.State.RAISED, 60),
            world.alert(rule, AlertMessage.State.RESOLVED, 600),
            new JournalEvent(
                JournalEvent.Kind.ALERT, world.farm.light(), world.start, new byte[0]));

    world.store(JournalBatch.ofEvents(1, 1, events));
    world.store(JournalBatch.ofEvents(1, 4, events.subList(0, 2)));

    assertThat(
            world.sql.query(
                "select triggered_at, resolved_at from alert where farm_id = ?",
                row -> List.of(Sql.instant(row, "triggered_at"), Sql.instant(row, "resolved_at")),
                world.farm.id()))
        .containsExactly(List.of(world.start.plusSeconds(60), world.start.plusSeconds(600)));
    assertThat(parked()).as("garbage").isEqualTo(1);
  }

  @Test
  void anotherFarmsDeviceIsNotTouched() {
    var other = new SyncWorld();

    world.store(JournalBatch.ofEvents(1, 1, List.of(other.event(other.status(2).toBytes()))));
    world.store(JournalBatch.ofReadings(1, 1, other.messages(1, 4, Quality.GOOD)));

    assertThat(other.state()).isEqualTo("unknown");
    assertThat(other.storedReadings()).isZero();
  }

  @Test
  void whatIsNoBatchIsRefusedByName() {
    var bytes = JournalEncoder.encode(world.events(1, 3));
    bytes[bytes.length / 2] ^= 1;

    assertThatThrownBy(() -> world.store(bytes))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void eachJournalHasAnEpochAndKeepsIt() {
    var second = world.epoch(UUID.randomUUID());

    assertThat(second).isEqualTo(2);
    assertThat(world.epoch(world.journal)).isEqualTo(1);
    assertThatThrownBy(
            () -> world.store(JournalBatch.lost(9, JournalStream.EVENTS, 1, 1, "nothing")))
        .isInstanceOf(Conflict.class);
    assertThat(
            world.number(
                "select count(*) from audit_log where target_id = ? and action = 'hub.epoch'",
                world.farm.hub()))
        .isEqualTo(2);
  }

  private long parked() {
    return world.number(
        "select count(*) from parked_message where topic like ?", "%" + world.farm.light() + "%");
  }
}
