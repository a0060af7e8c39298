package com.tokkatot.edge.upload;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalStream;
import org.junit.jupiter.api.Test;

/** What is handed over, in which order, and what the answers of the cloud change. */
class HandoverTest extends UploadScene {

  @Test
  void eventsGoFirstThenReadingsAndWhatIsConfirmedIsDone() {
    readings(25);
    events(3);

    upload();

    assertThat(cloud.batches)
        .extracting(JournalBatch::stream)
        .containsExactly(
            JournalStream.EVENTS,
            JournalStream.READINGS,
            JournalStream.READINGS,
            JournalStream.READINGS);
    assertThat(cloud.batches.get(1).count()).as("ten at a time").isEqualTo(10);
    assertThat(texts(cloud.batches.get(0))).containsExactly("e1", "e2", "e3");
    assertThat(rows("reading")).isZero();
    assertThat(rows("event")).as("kept for seven days").isEqualTo(3);
    assertThat(waiting(journal, outbox, Stream.EVENT)).as("nor told again").isEmpty();
  }

  @Test
  void twoBatchesOfReadingsAreUnderWayAtOnceAndNeverMore() {
    readings(55);

    upload();

    assertThat(cloud.mostUnderWay).isEqualTo(2);
    assertThat(cloud.batches).hasSize(6);
    assertThat(rows("reading")).isZero();
  }

  @Test
  void aBatchThatOvertakesAnotherIsNotSentAgainNorIsAnything() {
    events(1);
    upload();
    cloud.overtakes = true;
    readings(25);

    upload();

    assertThat(cloud.batches).extracting(JournalBatch::firstSeq).containsExactly(1L, 11L, 1L, 21L);
    assertAccounted(1, 25, Coverage.WHOLE);
    assertThat(rows("reading")).isZero();
  }

  @Test
  void theWordOnABatchThatOvertookTheLastIsOldNews() {
    cloud.overtakes = true;
    readings(20);

    upload();

    assertThat(cloud.batches).extracting(JournalBatch::firstSeq).containsExactly(11L, 1L);
    assertThat(rows("reading")).isZero();
  }

  @Test
  void aHoleInTheCloudIsFilledAndNothingElseIsSentAgain() {
    events(20);
    upload();
    cloud.lose(JournalStream.EVENTS, 5, 8);
    cloud.batches.clear();
    events(1);

    upload();

    assertThat(cloud.batches).extracting(JournalBatch::firstSeq).containsExactly(21L, 5L);
    assertThat(cloud.batches.get(1).lastSeq()).isEqualTo(8);
    assertAccounted(21, 0, Coverage.WHOLE);
  }

  @Test
  void whatIsNotThereAnyMoreIsSaidToBeLost() {
    events(10);
    ask(journal, store -> store.run("delete from event where seq <= 4 or seq between 7 and 8"));

    upload();

    assertThat(cloud.batches)
        .extracting(JournalBatch::firstSeq, JournalBatch::lastSeq, JournalBatch::reason)
        .containsExactly(
            tuple(1L, 4L, BatchMaker.GONE),
            tuple(5L, 6L, null),
            tuple(7L, 8L, BatchMaker.GONE),
            tuple(9L, 10L, null));
  }

  @Test
  void aRecordThatTheCardDamagedHoldsUpNobody() {
    readings(5);
    ask(journal, store -> store.run("update reading set payload = x'00' where seq = 3"));

    upload();

    assertThat(cloud.of(JournalStream.READINGS).values())
        .containsExactly(
            Coverage.WHOLE, Coverage.WHOLE, Coverage.LOST, Coverage.WHOLE, Coverage.WHOLE);
  }

  @Test
  void aCardRestoredFromACopyBeginsANewEpochAndLosesNothing() {
    events(10);
    upload();
    ask(journal, store -> store.run("delete from event where seq > 4"));
    ask(journal, store -> store.run("update sqlite_sequence set seq = 4 where name = 'event'"));
    ask(journal, store -> store.run("update upload set stored_to = 4 where stream = 'event'"));
    events(2);

    upload();
    upload();

    assertThat(cloud.epochs).hasSize(2);
    assertThat(cloud.batches.get(cloud.batches.size() - 1).epoch()).isEqualTo(2);
    assertThat(cloud.of(JournalStream.EVENTS)).hasSize(6);
  }

  @Test
  void aCloudThatForgotOurEpochGivesAnother() {
    events(2);
    upload();
    cloud.epochs.clear();
    cloud.of(JournalStream.EVENTS).clear();
    events(1);

    upload();

    assertThat(cloud.epochs).hasSize(1);
    assertAccounted(3, 0, Coverage.WHOLE);
  }
}
