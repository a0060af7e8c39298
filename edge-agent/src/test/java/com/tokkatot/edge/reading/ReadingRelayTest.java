package com.tokkatot.edge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingRelayTest {

  private static final UUID FARM = UUID.randomUUID();
  private static final UUID SENSOR = UUID.randomUUID();

  @TempDir Path folder;
  private final SettableTime time = new SettableTime();
  private final Outbox outbox = new Outbox();
  private final AtomicBoolean wanted = new AtomicBoolean(true);
  private final List<Outgoing> told = new ArrayList<>();
  private Journal journal;
  private ReadingRelay relay;
  private int sequence;

  @BeforeEach
  void open() {
    journal = TestJournal.open(folder, time);
    relay =
        new ReadingRelay(
            journal,
            outbox,
            new Parked(time),
            time,
            ReadingRelay.gated(told::add, wanted::get),
            (store, message) -> Step.NOTHING);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void aReadingIsToldAtOnceWhileTheFarmHasThatAndIsInTheJournalAnyway() {
    sensed();
    wanted.set(false);
    sensed();

    assertThat(told).hasSize(1);
    assertThat(TestJournal.waiting(journal, outbox, Stream.READING)).hasSize(2);
  }

  private void sensed() {
    var topic = Topics.device(FARM, SENSOR, Kind.SENSOR);
    var message =
        new SensorMessage(
            SENSOR,
            time.instant(),
            new OrderKey(1, 1, ++sequence),
            List.of(new Reading("temperature", 28.5, "Cel", Reading.Quality.GOOD)));
    relay.received(
        new Address(FARM, SENSOR, Kind.SENSOR),
        new Incoming(topic, message.toBytes(), () -> {}),
        () -> {});
    TestJournal.settle(journal);
  }
}
