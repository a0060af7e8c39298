package com.tokkatot.edge.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.upload.FakeUploads.Death;
import com.tokkatot.wire.NotifyMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEvent;
import com.tokkatot.wire.journal.JournalStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** When the journal is uploaded, and what a failure leads to. */
class JournalUploadTest extends UploadScene {

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
  void whatTheHubItselfHasToSayIsUploadedAsWhatItIs() {
    for (var kind : List.of(Kind.STATUS, Kind.EXECUTION, Kind.ALERT)) {
      TestJournal.<Object>ask(
          journal,
          store -> {
            var topic = Topics.device(FARM, FAN, kind);
            outbox.append(store, Stream.EVENT, topic, TestJournal.utf8("{}"), time.instant());
            return null;
          });
    }

    upload();

    assertThat(cloud.batches.get(0).events())
        .extracting(JournalEvent::kind)
        .containsExactly(
            JournalEvent.Kind.STATUS, JournalEvent.Kind.EXECUTION, JournalEvent.Kind.ALERT);
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
}
