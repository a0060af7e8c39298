package com.tokkatot.edge.upload;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.link.Backoff;
import com.tokkatot.edge.upload.FakeUploads.Death;
import com.tokkatot.wire.NotifyMessage;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEvent;
import com.tokkatot.wire.journal.JournalStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalUploadTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID FAN = UUID.randomUUID();

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final FakeUploads cloud = new FakeUploads();
  Outbox outbox = new Outbox();
  Journal journal;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
  }

  @AfterEach
  void stop() {
    journal.close();
  }

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
  void whatFailedIsTriedAgainLaterAndLaterUntilItGoesWell() {
    var waits = new ArrayList<Duration>();
    var due = new ArrayDeque<Runnable>();
    var upload =
        upload(
            (task, after) -> {
              waits.add(after);
              due.add(task);
            });
    events(3);
    upload.upload();
    for (var failure = 0; failure < 2; failure++) {
      cloud.death = Death.BEFORE_IT_STORES;
      due.remove().run(); // it uploads, and dies
      due.remove().run(); // its time has come again
    }

    due.remove().run();

    assertThat(waits)
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ZERO);
    assertThat(due).isEmpty();
    assertAccounted(3, 0, Coverage.WHOLE);

    events(1);
    cloud.death = Death.BEFORE_IT_STORES;
    upload.upload();
    due.remove().run();
    assertThat(waits).as("what went well made it short again").endsWith(Duration.ofSeconds(1));
  }

  @Test
  void twoReasonsToUploadThatFailAreOneToTryAgain() {
    var due = new ArrayDeque<Runnable>();
    var upload = upload((task, after) -> due.add(task));
    events(1);
    for (var reason = 0; reason < 2; reason++) {
      cloud.death = Death.BEFORE_IT_STORES;
      upload.upload();
      due.removeLast().run();
    }

    assertThat(due).hasSize(1);
  }

  @Test
  void nothingNewIsNoCall() {
    events(1);
    upload();
    var calls = cloud.calls;

    upload();

    assertThat(cloud.calls).isEqualTo(calls);
  }

  @Test
  void theCloudKilledBeforeOrAfterItStoredGetsTheSameAgain() {
    for (var death : List.of(Death.BEFORE_IT_STORES, Death.AFTER_IT_STORED)) {
      events(2);
      readings(30);
      cloud.death = death;
      upload();
      assertThat(rows("reading")).isEqualTo(30);

      upload();
      assertThat(rows("reading")).isZero();
    }
    assertAccounted(4, 60, Coverage.WHOLE);
  }

  @Test
  void aHubKilledAtAnyMomentGoesOnWhereTheCloudSays() {
    var random = new Random(7);
    for (var round = 0; round < 40; round++) {
      events(random.nextInt(4));
      readings(random.nextInt(40));
      cloud.death = Death.values()[random.nextInt(3)];
      upload();
      if (random.nextBoolean()) {
        journal.close();
        outbox = new Outbox();
        journal = TestJournal.open(directory, time);
      }
    }
    cloud.death = Death.NEVER;
    upload();

    assertAccounted(newest(Stream.EVENT), newest(Stream.READING), Coverage.WHOLE);
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
  void whatTheCloudAsksForIsSentAgainAndNothingElse() {
    events(20);
    upload();
    cloud.lose(JournalStream.EVENTS, 5, 8);
    cloud.batches.clear();
    var upload = upload((task, after) -> task.run());

    // On the journal's own thread an upload could not ask the journal.
    var wished = new LinkedBlockingQueue<Runnable>();
    upload((task, after) -> wished.add(task)).again(new NotifyMessage.Lacking(1, 5, 8));
    TestJournal.settle(journal);
    wished.remove().run();
    upload.again(new NotifyMessage.Lacking(99, 1, 2));
    TestJournal.settle(journal);

    assertThat(cloud.batches)
        .extracting(JournalBatch::firstSeq, JournalBatch::lastSeq)
        .containsExactly(tuple(5L, 8L));
    assertAccounted(20, 0, Coverage.WHOLE);
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

  @Test
  void aNearlyFullCardThinsTheOldReadingsAndNeverAnEvent() {
    events(5);
    readings(Thinning.NEWEST + 1500);
    var thinning = new Thinning(journal, outbox, store -> 10, 100);

    thinning.look();
    TestJournal.settle(journal);
    time.advance(Duration.ofSeconds(2)); // what is not urgent rides with the next commit
    TestJournal.settle(journal);
    TestJournal.settle(journal);

    assertThat(rows("reading")).isLessThanOrEqualTo(Thinning.NEWEST);
    assertThat(rows("event")).isEqualTo(5);
    upload();
    var thinned =
        cloud.batches.stream().filter(batch -> batch.coverage() == Coverage.THINNED).toList();
    assertThat(thinned).isNotEmpty();
    var channel = thinned.get(0).series().get(0).channels().get(0);
    assertThat(channel.qualities()).containsOnly(Reading.Quality.ESTIMATED);
    assertThat(channel.values()[1]).as("of 2.0 and 3.0").isEqualTo(2.5);
    assertThat(cloud.of(JournalStream.READINGS)).hasSize(Thinning.NEWEST + 1500);
    assertThat(rows("thinned")).isZero();
  }

  private void upload() {
    upload(
            (task, after) -> {
              if (after.isZero()) {
                task.run();
              }
            })
        .upload();
  }

  private JournalUpload upload(JournalUpload.Later later) {
    var backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), () -> 0.5);
    return new JournalUpload(journal, outbox, cloud, later, backoff, time, 10);
  }

  private void events(int count) {
    for (var i = 0; i < count; i++) {
      ask(
          journal,
          store -> {
            var text = "e" + (outbox.newest(store, Stream.EVENT) + 1);
            outbox.append(
                store,
                Stream.EVENT,
                Topics.device(FARM, FAN, Kind.STATUS),
                TestJournal.utf8(text),
                time.instant());
            return null;
          });
    }
  }

  private void readings(int count) {
    ask(
        journal,
        store -> {
          for (var i = 0; i < count; i++) {
            var seq = outbox.newest(store, Stream.READING) + 1;
            var message =
                new SensorMessage(
                    FAN,
                    time.instant().plusSeconds(30 * seq),
                    new OrderKey(1, 1, seq),
                    List.of(new Reading("temperature", seq, "Cel", Reading.Quality.GOOD)));
            outbox.append(
                store,
                Stream.READING,
                Topics.device(FARM, FAN, Kind.SENSOR),
                message.toBytes(),
                time.instant());
          }
          return null;
        });
  }

  private void assertAccounted(long events, long readings, Coverage how) {
    assertThat(cloud.of(JournalStream.EVENTS)).hasSize((int) events);
    assertThat(cloud.of(JournalStream.READINGS)).hasSize((int) readings);
    assertThat(cloud.of(JournalStream.EVENTS).values()).allMatch(how::equals);
    assertThat(cloud.of(JournalStream.READINGS).values()).allMatch(how::equals);
  }

  private long newest(Stream stream) {
    return ask(journal, store -> outbox.newest(store, stream));
  }

  private long rows(String table) {
    return ask(journal, store -> store.number("select count(*) from " + table));
  }

  private static List<String> texts(JournalBatch batch) {
    return batch.events().stream()
        .map(JournalEvent::payload)
        .map(payload -> new String(payload, StandardCharsets.UTF_8))
        .toList();
  }
}
