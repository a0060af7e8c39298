package com.tokkatot.edge.journal;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.utf8;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import com.tokkatot.edge.link.Incoming;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutboxTest {

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final Outbox outbox = new Outbox();
  Journal journal;

  @BeforeEach
  void open() {
    journal = TestJournal.open(directory, time);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @ParameterizedTest
  @EnumSource
  void recordsWaitInTheirOrderUntilTheyAreDelivered(Stream stream) {
    append(stream, "a", "b", "c");
    deliver(stream, waiting(journal, outbox, stream).get(1));

    assertThat(waiting(journal, outbox, stream))
        .extracting(Waiting::topic)
        .containsExactly("a", "c");
    assertThat(outbox.backlog()).isEqualTo(2);
  }

  @Test
  void deliveredEventsAreKeptForSevenDays() {
    append(Stream.EVENT, "a");
    deliver(Stream.EVENT, waiting(journal, outbox, Stream.EVENT).get(0));

    time.advance(Duration.ofDays(6));
    prune();
    assertThat(count("event")).isEqualTo(1);
    time.advance(Duration.ofDays(2));
    prune();
    assertThat(count("event")).isZero();
  }

  @Test
  void whatTheCloudHasNotSeenIsNotPruned() {
    append(Stream.EVENT, "a");
    append(Stream.READING, "b");

    time.advance(Duration.ofDays(30));
    prune();

    assertThat(count("event")).isEqualTo(1);
    assertThat(count("reading")).isEqualTo(1);
  }

  @Test
  void deliveredReadingsTakeNoRoom() {
    append(Stream.READING, "a");
    deliver(Stream.READING, waiting(journal, outbox, Stream.READING).get(0));

    assertThat(count("reading")).isZero();
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    append(Stream.READING, "a");
    var first = waiting(journal, outbox, Stream.READING).get(0);
    deliver(Stream.READING, first);
    append(Stream.READING, "b");

    assertThat(waiting(journal, outbox, Stream.READING).get(0).seq()).isGreaterThan(first.seq());
  }

  @Test
  void theLastThousandParkedMessagesAreKept() {
    var parked = new Parked(time);
    ask(
        journal,
        store -> {
          for (int i = 0; i < 1005; i++) {
            parked.park(store, new Incoming("t" + i, utf8("x"), () -> {}), "because").run();
          }
          return null;
        });

    assertThat(count("parked")).isEqualTo(1000);
    assertThat(parked.count()).isEqualTo(1005);
    Optional<String> oldest =
        ask(journal, store -> store.first(row -> row.getString(1), "select topic from parked"));
    assertThat(oldest).contains("t5");
  }

  private void append(Stream stream, String... topics) {
    ask(
        journal,
        store -> {
          for (var topic : topics) {
            outbox.append(store, stream, topic, utf8("{}"), time.instant());
          }
          return null;
        });
  }

  private void deliver(Stream stream, Waiting record) {
    ask(
        journal,
        store -> {
          outbox.delivered(store, stream, record.seq(), time.instant());
          return null;
        });
  }

  private void prune() {
    ask(journal, store -> outbox.prune(store, time.instant()));
  }

  private long count(String table) {
    return ask(journal, store -> store.number("select count(*) from " + table));
  }
}
