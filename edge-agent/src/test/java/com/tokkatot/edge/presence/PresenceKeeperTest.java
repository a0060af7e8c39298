package com.tokkatot.edge.presence;

import static com.tokkatot.edge.TestJournal.settle;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.wire.HeartbeatMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresenceKeeperTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID NODE = UUID.randomUUID();
  static final UUID PUMP = UUID.randomUUID();
  static final UUID FAN = UUID.randomUUID();

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final List<String> buttons = new ArrayList<>();
  Journal journal;
  Presence presence;
  PresenceKeeper keeper;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
    presence = new Presence();
    keeper =
        new PresenceKeeper(
            presence,
            journal,
            new Parked(time),
            time,
            () -> {},
            () -> {},
            (node, pressed, broken) -> buttons.add(pressed + " " + broken));
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void whichDevicesShareANodeOutlivesTheHub() {
    beats(Map.of(PUMP, 0L), false);
    beats(Map.of(PUMP, 3L, FAN, 1L), false);

    stop();
    start();
    TestJournal.ask(
        journal,
        store -> {
          keeper.load(store);
          return null;
        });

    assertThat(presence.besides(FAN)).containsExactlyInAnyOrder(PUMP, FAN);
    assertThat(presence.of(NODE).configVersions()).containsEntry(PUMP, 3L);
  }

  @Test
  void eachBeatTellsOfTheButtonAndItsLoop() {
    beats(Map.of(), true);

    assertThat(buttons).containsExactly("false true");
  }

  private void beats(Map<UUID, Long> devices, boolean broken) {
    var beat =
        new HeartbeatMessage(
            NODE, time.instant(), true, 1, 7, null, null, null, null, null, devices, false, broken);
    var topic = Topics.device(FARM, NODE, Kind.HEARTBEAT);
    keeper.received(Topics.parse(topic), new Incoming(topic, beat.toBytes(), () -> {}));
    settle(journal);
  }
}
