package com.tokkatot.edge.journal;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.settle;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final List<String> effects = Collections.synchronizedList(new ArrayList<>());
  Journal journal;

  @BeforeEach
  void open() {
    journal = TestJournal.open(directory.resolve("live"), time);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void whatHadItsEffectIsThereAfterAKill() throws IOException {
    for (int i = 0; i < 100; i++) {
      journal.submit(storing("record-" + i), Step.NOTHING);
    }
    settle(journal);

    // The files as they are, while the writer still has them open: what a kill -9 leaves behind.
    var left = Files.createDirectory(directory.resolve("left"));
    for (var file : List.of("journal.db", "journal.db-wal")) {
      Files.copy(directory.resolve("live").resolve(file), left.resolve(file));
    }
    var reopened = TestJournal.open(left, time);
    try {
      assertThat(topics(reopened)).hasSize(100).contains("record-0", "record-99");
    } finally {
      reopened.close();
    }
  }

  @Test
  void aJournalOfTheFirstVersionIsTakenOverWithWhatItHolds() throws IOException, SQLException {
    var old = Files.createDirectory(directory.resolve("old"));
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + old.resolve("journal.db"));
        var statement = file.createStatement()) {
      // Of the first version only what a later one changes.
      statement.executeUpdate(
          "create table meta (name text primary key, value integer not null) without rowid");
      statement.executeUpdate("insert into meta values ('snapshot', 7)");
      statement.executeUpdate(
          "create table command (id text primary key, device text not null, payload blob not null,"
              + " received_at integer not null, expires_at integer not null,"
              + " forwarded_at integer, answer blob) without rowid");
      statement.executeUpdate(
          "create table event (seq integer primary key autoincrement, topic text not null,"
              + " payload blob not null, at integer not null, delivered_at integer)");
      statement.executeUpdate("insert into event values (1, 't', x'00', 1, 2)");
      statement.executeUpdate("insert into event values (2, 't', x'00', 1, null)");
      statement.executeUpdate("insert into command values ('a', 'pump', x'00', 1, 2, null, null)");
      statement.executeUpdate("pragma user_version = 1");
    }

    var reopened = TestJournal.open(old, time);
    try {
      assertThat(
              TestJournal.<Long>ask(
                  reopened,
                  store -> store.number("select count(*) from command where issued_at = 0")))
          .isEqualTo(1);
      assertThat(
              TestJournal.<Long>ask(reopened, store -> store.number("select sum(seq) from event")))
          .as("what was delivered before uploads began is not uploaded again")
          .isEqualTo(2);
      assertThat(
              TestJournal.<Long>ask(
                  reopened,
                  store -> store.number("select count(*) from meta where name = 'snapshot'")))
          .as("the snapshot is fetched once more, with what the older program did not keep")
          .isZero();
    } finally {
      reopened.close();
    }
  }

  @Test
  void aTornWriteLosesNothingButTheUnfinishedEnd() throws IOException {
    for (int i = 0; i < 20; i++) {
      ask(journal, storing("record-" + i)::in); // a commit each
    }
    var log = Files.readAllBytes(directory.resolve("live/journal.db-wal"));
    var torn = Files.createDirectory(directory.resolve("torn"));

    var seen = new TreeSet<Integer>();
    for (int kept = 0;
        kept <= log.length;
        kept = kept == log.length ? kept + 1 : Math.min(log.length, kept + 1999)) {
      Files.copy(
          directory.resolve("live/journal.db"), torn.resolve("journal.db"), REPLACE_EXISTING);
      Files.write(torn.resolve("journal.db-wal"), Arrays.copyOf(log, kept));
      Files.deleteIfExists(torn.resolve("journal.db-shm"));
      var reopened = TestJournal.open(torn, time);
      var topics = topics(reopened);
      reopened.close();

      assertThat(topics)
          .as("after %d of %d bytes", kept, log.length)
          .isEqualTo(IntStream.range(0, topics.size()).mapToObj(i -> "record-" + i).toList());
      seen.add(topics.size());
    }
    assertThat(seen).as("each commit counts from its last byte on").contains(0, 10, 20);
  }

  @Test
  void theEffectComesAfterTheCommit() {
    var seen = new ArrayList<Integer>();
    journal.submit(
        store -> {
          storing("a").in(store);
          return () -> seen.add(countFromOutside());
        },
        Step.NOTHING);
    settle(journal);

    assertThat(seen).containsExactly(1);
  }

  @Test
  void stepsThatWaitTogetherShareOneCommit() throws InterruptedException {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var commits = new ArrayList<Integer>();
    journal.afterCommit(store -> commits.add(effects.size()));
    journal.submit(
        store -> {
          started.countDown();
          return awaiting(go);
        },
        Step.NOTHING);
    started.await();
    for (int i = 0; i < 50; i++) {
      journal.submit(storing("r" + i), Step.NOTHING);
    }
    go.countDown();
    settle(journal);

    assertThat(effects).hasSize(50);
    assertThat(commits).as("effects seen after each commit").contains(0, 50).hasSizeLessThan(5);
  }

  @Test
  void aFailingStepSpoilsNobodyElsesCommit() throws InterruptedException {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    journal.submit(
        store -> {
          started.countDown();
          return awaiting(go);
        },
        Step.NOTHING);
    started.await();
    journal.submit(storing("before"), Step.NOTHING);
    journal.submit(
        store -> {
          storing("half").in(store);
          throw new SQLException("disk I/O error");
        },
        () -> effects.add("failed"));
    journal.submit(storing("after"), Step.NOTHING);
    go.countDown();
    settle(journal);

    assertThat(topics(journal)).containsExactly("before", "after");
    assertThat(effects).containsExactly("before", "failed", "after");
  }

  @Test
  void whatIsNotUrgentIsWrittenWithTheNextCommitOrAtTheEnd() {
    journal.later(storing("lazy-1"));
    journal.submit(storing("urgent"), Step.NOTHING);
    settle(journal);
    assertThat(topics(journal)).containsExactly("lazy-1", "urgent");

    journal.later(storing("lazy-2"));
    journal.close();

    journal = TestJournal.open(directory.resolve("live"), time);
    assertThat(topics(journal)).containsExactly("lazy-1", "urgent", "lazy-2");
  }

  @Test
  void everyCommitIsSynced() {
    long synchronous = ask(journal, store -> store.number("pragma synchronous"));
    Optional<String> mode =
        ask(journal, store -> store.first(row -> row.getString(1), "pragma journal_mode"));

    assertThat(synchronous).as("2 is FULL").isEqualTo(2);
    assertThat(mode).contains("wal");
  }

  private Step storing(String topic) {
    return store -> {
      store.run("insert into event (topic, payload, at) values (?, ?, 0)", topic, new byte[] {1});
      return () -> effects.add(topic);
    };
  }

  private static Runnable awaiting(CountDownLatch latch) {
    return () -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private int countFromOutside() {
    try (var other = Database.open(directory.resolve("live"));
        var statement = other.createStatement();
        var rows = statement.executeQuery("select count(*) from event")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> topics(Journal journal) {
    return ask(
        journal,
        store -> store.all(row -> row.getString(1), "select topic from event order by seq"));
  }
}
