package com.tokkatot.edge.stop;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.wire.CoopStop;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.StopMessage.Origin;
import com.tokkatot.wire.StopOrder;
import com.tokkatot.wire.StopOrder.Action;
import com.tokkatot.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopKeeperTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID STOP = UUID.randomUUID();
  static final UUID PERSON = UUID.randomUUID();
  static final UUID NODE = UUID.randomUUID();

  final SettableTime time = new SettableTime();
  final List<StopMessage> nodes = new ArrayList<>();
  final List<StopMessage> cloud = new ArrayList<>();
  final AtomicInteger acknowledged = new AtomicInteger();
  final AtomicInteger stopped = new AtomicInteger();
  @TempDir Path directory;
  Journal journal;
  StopKeeper keeper;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
    keeper =
        new StopKeeper(
            FARM,
            journal,
            new Parked(time),
            time,
            message -> nodes.add(read(message)),
            message -> cloud.add(read(message)),
            stopped::incrementAndGet);
  }

  @AfterEach
  void end() {
    journal.close();
  }

  @Test
  void aStopIsToldToNodesAndCloudBeforeItIsWrittenDown() {
    asked(Action.STOP);

    assertThat(nodes).hasSize(1).isEqualTo(cloud);
    var stop = nodes.get(0).stops().get(0);
    assertThat(stop.stopId()).isEqualTo(STOP);
    assertThat(stop.origin()).isEqualTo(Origin.APP);
    assertThat(stop.by()).isEqualTo(PERSON);
    assertThat(stop.fansAfterMs()).isEqualTo(300_000);
    assertThat(stopped).hasValue(1);
    settle();
    assertThat(acknowledged).hasValue(1);
  }

  @Test
  void askedAgainItIsTheSameStop() {
    asked(Action.STOP);
    asked(Action.STOP);

    assertThat(nodes).hasSize(1);
    settle();
    assertThat(acknowledged).hasValue(2);
  }

  @Test
  void whatHoldsIsSaidAgainUnderTheSameVersionAsASignOfLife() {
    asked(Action.STOP);
    time.advance(Duration.ofSeconds(30));

    keeper.tellAll();

    assertThat(nodes).hasSize(2).isEqualTo(cloud);
    assertThat(nodes.get(1).version()).isEqualTo(nodes.get(0).version());
    assertThat(nodes.get(1).stops().get(0).fansAfterMs()).isEqualTo(270_000);
  }

  @Test
  void aReleaseEndsItUnderAHigherVersion() {
    asked(Action.STOP);
    asked(Action.RELEASE);

    assertThat(nodes.get(1).stops()).isEmpty();
    assertThat(nodes.get(1).version()).isGreaterThan(nodes.get(0).version());
  }

  @Test
  void fansAreFreeAfterFiveMinutesUnlessRenewed() {
    asked(Action.STOP);
    time.advance(Duration.ofMinutes(4));
    asked(Action.RENEW);
    time.advance(Duration.ofMinutes(4));
    keeper.tick();
    assertThat(nodes).hasSize(2);

    time.advance(Duration.ofMinutes(1));
    keeper.tick();
    keeper.tick();
    assertThat(nodes).hasSize(3);
    assertThat(nodes.get(2).stops().get(0).fansAfterMs()).isZero();
  }

  @Test
  void deadlyHeatFreesFansOfAStopFromTheAppAndOfNoOther() {
    var coop = UUID.randomUUID();
    asked(new StopOrder(STOP, Action.STOP, coop, List.of(NODE), List.of(), PERSON, time.instant()));
    keeper.button(NODE, true, false);
    keeper.freeFans(UUID.randomUUID());
    assertThat(nodes).hasSize(2);

    keeper.freeFans(coop);
    keeper.freeFans(coop);

    assertThat(nodes).hasSize(3);
    assertThat(nodes.get(2).stops())
        .extracting(StopMessage.Stop::fansAfterMs)
        .containsExactly(0L, null);
  }

  @Test
  void deadlyHeatFreesFansOfAStopOfTheWholeFarmToo() {
    asked(Action.STOP);

    keeper.freeFans(UUID.randomUUID());

    assertThat(nodes.get(1).stops().get(0).fansAfterMs()).isZero();
  }

  @Test
  void aButtonStopsAndOnlyTheButtonReleases() {
    keeper.button(NODE, true, false);
    keeper.button(NODE, true, false);
    var stop = nodes.get(0).stops().get(0);
    assertThat(stop.origin()).isEqualTo(Origin.BUTTON);
    assertThat(stop.by()).isEqualTo(NODE);
    assertThat(stop.fansAfterMs()).isNull();

    asked(new StopOrder(stop.stopId(), Action.RELEASE, null, null, null, PERSON, time.instant()));
    keeper.button(UUID.randomUUID(), false, false);
    assertThat(nodes).hasSize(1);

    keeper.button(NODE, false, false);
    assertThat(nodes.get(1).stops()).isEmpty();
  }

  @Test
  void aBrokenLoopIsSaidOfItsNodeUntilItIsWhole() {
    keeper.button(NODE, false, true);
    keeper.button(NODE, false, true);

    assertThat(nodes).hasSize(1).isEqualTo(cloud);
    var stop = nodes.get(0).stops().get(0);
    assertThat(stop.origin()).isEqualTo(Origin.WIRE);
    assertThat(stop.by()).isEqualTo(NODE);

    keeper.button(NODE, true, true);
    assertThat(nodes.get(1).stops()).hasSize(2);

    keeper.button(NODE, true, false);
    assertThat(nodes.get(2).stops())
        .extracting(StopMessage.Stop::origin)
        .containsExactly(Origin.BUTTON);
  }

  @Test
  void aStopOfACoopNamesItsNodesAndTheDevicesThatItHasOnOthers() {
    var fan = UUID.randomUUID();
    asked(
        new StopOrder(
            STOP,
            Action.STOP,
            UUID.randomUUID(),
            List.of(NODE),
            List.of(fan),
            PERSON,
            time.instant()));

    var stop = nodes.get(0).stops().get(0);
    assertThat(stop.nodes()).containsExactly(NODE);
    assertThat(stop.devices()).containsExactly(fan);
  }

  @Test
  void aButtonStopsTheCoopWhereItsBoardHangs() {
    var coop = UUID.randomUUID();
    var other = UUID.randomUUID();
    var fan = UUID.randomUUID();
    keeper.coops(
        List.of(
            new CoopStop(UUID.randomUUID(), List.of(other), List.of(other), List.of()),
            new CoopStop(coop, List.of(NODE), List.of(NODE), List.of(fan))));

    keeper.button(NODE, true, false);

    var stop = nodes.get(0).stops().get(0);
    assertThat(stop.coopId()).isEqualTo(coop);
    assertThat(stop.nodes()).containsExactly(NODE);
    assertThat(stop.devices()).containsExactly(fan);
    keeper.button(NODE, false, false);
    assertThat(nodes.get(1).stops()).isEmpty();
  }

  @Test
  void aButtonInNoCoopOrInOneWhereNothingIsKnownToMoveStopsTheFarm() {
    keeper.coops(List.of(new CoopStop(UUID.randomUUID(), List.of(NODE), List.of(), List.of())));

    keeper.button(NODE, true, false);
    keeper.button(UUID.randomUUID(), true, false);

    assertThat(nodes.get(1).stops())
        .allSatisfy(
            stop -> {
              assertThat(stop.coopId()).isNull();
              assertThat(stop.nodes()).isNull();
              assertThat(stop.devices()).isNull();
            });
  }

  @Test
  void aStopOutlivesTheHub() throws IOException {
    asked(Action.STOP);
    settle();
    time.advance(Duration.ofMinutes(1));

    start();
    journal.await(
        store -> {
          keeper.load(store);
          return Step.NOTHING;
        });
    nodes.clear();
    keeper.tellNodes();

    assertThat(nodes.get(0).stops()).hasSize(1);
    assertThat(nodes.get(0).stops().get(0).fansAfterMs()).isEqualTo(240_000);
  }

  @Test
  void withoutADiskItHoldsFromMemory() {
    TestJournal.ask(journal, store -> store.run("drop table estop"));

    asked(Action.STOP);
    settle();

    assertThat(nodes).hasSize(1);
    assertThat(acknowledged).hasValue(1);
  }

  @Test
  void garbageIsParked() {
    keeper.received(
        new Incoming(Topics.hubStop(FARM), TestJournal.utf8("{}"), acknowledged::incrementAndGet));

    assertThat(nodes).isEmpty();
    assertThat(TestJournal.parked(journal)).hasSize(1);
    assertThat(acknowledged).hasValue(1);
  }

  private void asked(Action action) {
    asked(new StopOrder(STOP, action, null, null, null, PERSON, time.instant()));
  }

  private void asked(StopOrder order) {
    keeper.received(
        new Incoming(Topics.hubStop(FARM), order.toBytes(), acknowledged::incrementAndGet));
  }

  private void settle() {
    TestJournal.settle(journal);
  }

  private static StopMessage read(Outgoing message) {
    assertThat(message.topic()).isEqualTo(Topics.stops(FARM));
    assertThat(message.retained()).isTrue();
    return StopMessage.read(message.payload());
  }
}
