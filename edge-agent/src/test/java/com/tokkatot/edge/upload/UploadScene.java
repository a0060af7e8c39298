package com.tokkatot.edge.upload;

import static com.tokkatot.edge.TestJournal.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.link.Backoff;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal, a cloud that remembers what it was told, and uploads between them. */
abstract class UploadScene {

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

  void upload() {
    upload(
            (task, after) -> {
              if (after.isZero()) {
                task.run();
              }
            })
        .upload();
  }

  JournalUpload upload(JournalUpload.Later later) {
    var backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), () -> 0.5);
    return new JournalUpload(journal, outbox, cloud, later, backoff, time, 10);
  }

  void events(int count) {
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

  void readings(int count) {
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

  void assertAccounted(long events, long readings, Coverage how) {
    assertThat(cloud.of(JournalStream.EVENTS)).hasSize((int) events);
    assertThat(cloud.of(JournalStream.READINGS)).hasSize((int) readings);
    assertThat(cloud.of(JournalStream.EVENTS).values()).allMatch(how::equals);
    assertThat(cloud.of(JournalStream.READINGS).values()).allMatch(how::equals);
  }

  long newest(Stream stream) {
    return ask(journal, store -> outbox.newest(store, stream));
  }

  long rows(String table) {
    return ask(journal, store -> store.number("select count(*) from " + table));
  }

  static List<String> texts(JournalBatch batch) {
    return batch.events().stream()
        .map(JournalEvent::payload)
        .map(payload -> new String(payload, StandardCharsets.UTF_8))
        .toList();
  }
}
