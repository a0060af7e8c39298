package com.tokkatot.edge.cloud;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.settle;
import static com.tokkatot.edge.TestJournal.utf8;
import static com.tokkatot.edge.TestJournal.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UplinkTest {

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final Outbox outbox = new Outbox();
  final FakeCloud cloud = new FakeCloud();
  Journal journal;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
    journal.afterCommit(new Uplink(journal, outbox, cloud, time, false));
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void aFreshRecordLeavesAtOnceAndIsDoneWhenAcknowledged() {
    cloud.connect();
    append(Stream.EVENT, "e1");
    assertThat(cloud.topics()).containsExactly("e1");
    assertThat(waiting(journal, outbox, Stream.EVENT)).hasSize(1);

    cloud.acknowledgeAll();
    settle(journal);

    assertThat(waiting(journal, outbox, Stream.EVENT)).isEmpty();
  }

  @Test
  void aBacklogLeavesInOrderEventsFirst() {
    append(Stream.READING, "r1", "r2");
    append(Stream.EVENT, "e1", "e2");
    assertThat(cloud.topics()).isEmpty();

    cloud.connect();
    journal.nudge();
    settle(journal);

    assertThat(cloud.topics()).containsExactly("e1", "e2", "r1", "r2");
  }

  @Test
  void noMoreThanTheWindowIsOnTheWay() {
    append(Stream.EVENT, names("e", 500));
    append(Stream.READING, "r1");
    cloud.connect();
    journal.nudge();
    settle(journal);
    assertThat(cloud.topics()).hasSize(200);

    cloud.acknowledgeAll();
    settle(journal);
    assertThat(cloud.topics()).hasSize(400);

    cloud.acknowledgeAll();
    settle(journal);
    assertThat(cloud.topics()).hasSize(501).endsWith("e499", "r1");
  }

  @Test
  void aReconnectSendsAgainWhatWasNotAcknowledgedAndNothingElse() {
    cloud.connect();
    append(Stream.EVENT, "e1", "e2", "e3");
    cloud.acknowledge("e1");
    cloud.acknowledge("e3");
    settle(journal);

    cloud.connect();
    journal.nudge();
    settle(journal);

    assertThat(cloud.topics()).containsExactly("e1", "e2", "e3", "e2");
  }

  @Test
  void whatIsNotAnsweredOnALineThatStaysUpIsSentAgainAndHoldsItsPlaceNoLonger() {
    cloud.connect();
    append(Stream.EVENT, names("e", 300));
    assertThat(cloud.topics()).hasSize(200);
    cloud.acknowledgeAllBut("e7");
    settle(journal);
    cloud.acknowledgeAllBut("e7");
    settle(journal);

    time.advance(Duration.ofSeconds(11));
    append(Stream.EVENT, "next");

    assertThat(cloud.topics()).hasSize(302).endsWith("e7", "next");
    cloud.acknowledgeAll();
    settle(journal);
    assertThat(waiting(journal, outbox, Stream.EVENT)).isEmpty();
  }

  @Test
  void aRecordThatTheBrokerRefusesHoldsUpNobody() {
    cloud.connect();
    append(Stream.EVENT, "refused", "e2");
    cloud.refuse("refused");
    cloud.acknowledge("e2");
    append(Stream.EVENT, "e3");

    assertThat(cloud.topics()).containsExactly("refused", "e2", "e3");
    assertThat(waiting(journal, outbox, Stream.EVENT))
        .extracting(Waiting::topic)
        .containsExactly("refused", "e3");
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
    settle(journal);
  }

  private static String[] names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  /** A cloud that acknowledges when told. */
  private static final class FakeCloud implements Sender {

    private record Sent(String topic, CompletableFuture<Void> answer) {}

    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private volatile long connection;

    void connect() {
      connection++;
    }

    @Override
    public boolean connected() {
      return connection > 0;
    }

    @Override
    public long connection() {
      return connection;
    }

    @Override
    public CompletableFuture<Void> send(Outgoing message) {
      var answer = new CompletableFuture<Void>();
      sent.add(new Sent(message.topic(), answer));
      return answer;
    }

    List<String> topics() {
      return List.copyOf(sent).stream().map(Sent::topic).toList();
    }

    void acknowledgeAll() {
      List.copyOf(sent).forEach(one -> one.answer().complete(null));
    }

    void acknowledgeAllBut(String topic) {
      List.copyOf(sent).stream()
          .filter(one -> !one.topic().equals(topic))
          .forEach(one -> one.answer().complete(null));
    }

    void acknowledge(String topic) {
      List.copyOf(sent).stream()
          .filter(one -> one.topic().equals(topic))
          .forEach(one -> one.answer().complete(null));
    }

    void refuse(String topic) {
      List.copyOf(sent).stream()
          .filter(one -> one.topic().equals(topic))
          .forEach(one -> one.answer().completeExceptionally(new IllegalStateException("quota")));
    }
  }
}
