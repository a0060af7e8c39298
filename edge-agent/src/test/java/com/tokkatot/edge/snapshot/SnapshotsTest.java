package com.tokkatot.edge.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.ConfigMessage;
import com.tokkatot.wire.CoopStop;
import com.tokkatot.wire.SnapshotMessage;
import com.tokkatot.wire.SnapshotSettings;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

  private static final UUID HUB = UUID.randomUUID();
  private static final UUID FARM = UUID.randomUUID();
  private static final UUID COOP = UUID.randomUUID();
  private static final UUID PUMP = UUID.randomUUID();
  private static final UUID FAN = UUID.randomUUID();

  @TempDir Path folder;
  private Journal journal;
  private SnapshotMessage offered;
  private final List<Long> asked = new ArrayList<>();
  private final List<Outgoing> sent = new ArrayList<>();
  private final List<List<CoopStop>> told = new ArrayList<>();
  private List<CoopStop> coops = List.of();
  private boolean away;
  private boolean lost;

  private final Sender field =
      new Sender() {
        @Override
        public boolean connected() {
          return !lost;
        }

        @Override
        public long connection() {
          return 1;
        }

        @Override
        public CompletableFuture<Void> send(Outgoing message) {
          sent.add(message);
          return CompletableFuture.completedFuture(null);
        }
      };

  @BeforeEach
  void open() {
    journal = TestJournal.open(folder, new SettableTime());
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void whatIsFetchedIsKeptAndToldToTheNodesRetained() {
    fetch(snapshot(3, PUMP));

    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).topic()).isEqualTo(Topics.device(FARM, PUMP, Kind.CONFIG));
    assertThat(sent.get(0).retained()).isTrue();
    assertThat(ConfigMessage.read(sent.get(0).payload()).values()).containsEntry("max_on", 60.0);
    fetch(null);
    assertThat(asked).containsExactly(-1L, 3L);
    assertThat(sent).hasSize(1);
  }

  @Test
  void aBrokerThatComesBackIsToldEverythingThoughTheCloudIsAway() {
    lost = true;
    fetch(snapshot(3, PUMP, FAN));
    assertThat(sent).isEmpty();

    lost = false;
    away = true;
    var snapshots = snapshots();
    snapshots.fetch();
    snapshots.publishAll();
    TestJournal.settle(journal);

    assertThat(sent).hasSize(2);
  }

  @Test
  void theWishForADeviceThatIsGoneIsTakenOffTheBroker() {
    fetch(snapshot(3, PUMP, FAN));
    sent.clear();

    fetch(snapshot(4, PUMP));

    assertThat(sent)
        .filteredOn(message -> message.topic().contains(FAN.toString()))
        .singleElement()
        .satisfies(message -> assertThat(message.payload()).isEmpty());
  }

  @Test
  void anOlderSnapshotAndOneOfAnotherFarmChangeNothing() {
    fetch(snapshot(4, PUMP));
    sent.clear();

    fetch(snapshot(3, FAN));
    fetch(new SnapshotMessage(HUB, UUID.randomUUID(), 5, List.of()));

    assertThat(sent).isEmpty();
    assertThat(
            TestJournal.<List<String>>ask(
                journal, store -> store.all(row -> row.getString(1), "select device from config")))
        .containsExactly(PUMP.toString());
  }

  @Test
  void theCoopsAreToldOnceTheyAreKeptAndReadBackByTheNextStart() {
    coops = List.of(new CoopStop(COOP, List.of(HUB), List.of(), List.of(FAN)));
    fetch(snapshot(3, FAN));
    assertThat(told).containsExactly(coops);

    TestJournal.<Object>ask(
        journal,
        store -> {
          snapshots().load(store);
          return null;
        });

    assertThat(told).containsExactly(coops, coops);
  }

  @Test
  void whatIsSetForTheFarmHoldsAtOnceAndAfterTheNextStartThoughTheCloudIsAway() {
    var running = snapshots();
    assertThat(running.settings()).isEqualTo(SnapshotSettings.USUAL);
    offered =
        new SnapshotMessage(
            HUB,
            FARM,
            3,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new SnapshotSettings(15, false),
            AlertPlan.NONE);
    running.fetch();
    TestJournal.settle(journal);
    assertThat(running.settings()).isEqualTo(new SnapshotSettings(15, false));

    away = true;
    var started = snapshots();
    TestJournal.<Object>ask(
        journal,
        store -> {
          started.load(store);
          return null;
        });

    assertThat(started.settings()).isEqualTo(new SnapshotSettings(15, false));
  }

  private void fetch(SnapshotMessage snapshot) {
    offered = snapshot;
    snapshots().fetch();
    TestJournal.settle(journal);
  }

  private Snapshots snapshots() {
    return new Snapshots(FARM, journal, this::newerThan, field, told::add, Runnable::run);
  }

  private Optional<SnapshotMessage> newerThan(long known) throws IOException {
    asked.add(known);
    if (away) {
      throw new IOException("away");
    }
    return Optional.ofNullable(offered);
  }

  private SnapshotMessage snapshot(long version, UUID... devices) {
    var configs =
        List.of(devices).stream()
            .map(id -> new ConfigMessage(id, version, Instant.EPOCH, Map.of("max_on", 60.0)))
            .toList();
    return new SnapshotMessage(HUB, FARM, version, configs, coops, List.of(), List.of());
  }
}
