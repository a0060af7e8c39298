package com.tokkatot.edge.status;

import static com.tokkatot.edge.TestJournal.ask;
import static com.tokkatot.edge.TestJournal.parked;
import static com.tokkatot.edge.TestJournal.settle;
import static com.tokkatot.edge.TestJournal.utf8;
import static com.tokkatot.edge.TestJournal.waiting;
import static com.tokkatot.wire.CommandResult.COMPLETED;
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
import com.tokkatot.edge.reading.ReadingRelay;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.StatusMessage.Trigger;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusRelayTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID FAN = UUID.randomUUID();

  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
  final Outbox outbox = new Outbox();
  final List<Outgoing> live = Collections.synchronizedList(new ArrayList<>());
  final Twins twins = new Twins();
  Journal journal;
  StatusRelay statuses;
  ReadingRelay readings;

  @BeforeEach
  void start() {
    journal = TestJournal.open(directory, time);
    var parked = new Parked(time);
    statuses =
        new StatusRelay(
            journal, outbox, twins, parked, (store, status, payload) -> Step.NOTHING, time);
    readings =
        new ReadingRelay(
            journal, outbox, parked, time, live::add, (store, message) -> Step.NOTHING);
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void theNewerOrderKeyWinsWhateverArrivesFirst() {
    says(status(1, 12, 5, DeviceState.ON));
    says(status(1, 12, 4, DeviceState.OFF));
    assertThat(twin().state()).isEqualTo(DeviceState.ON);

    says(status(1, 13, 1, DeviceState.OFF));
    assertThat(twin().state()).as("after a restart of the node").isEqualTo(DeviceState.OFF);

    says(status(2, 1, 1, DeviceState.ERROR));
    assertThat(twin().state()).as("after the board was replaced").isEqualTo(DeviceState.ERROR);
  }

  @Test
  void anOlderStatusStillGoesToTheCloud() {
    says(status(1, 12, 5, DeviceState.ON));
    says(status(1, 12, 4, DeviceState.OFF));

    assertThat(waiting(journal, outbox, Stream.EVENT)).hasSize(2);
  }

  @Test
  void theSameStatusAgainIsAcknowledgedButNoSecondEvent() {
    says(status(1, 12, 5, DeviceState.ON));
    says(status(1, 12, 5, DeviceState.ON));

    assertThat(acknowledged).hasSize(2);
    assertThat(waiting(journal, outbox, Stream.EVENT)).hasSize(1);
  }

  @Test
  void whatAHeartbeatRepeatsIsNoEventOfItsOwn() {
    var answer = status(1, 12, 5, DeviceState.ON).answering(UUID.randomUUID(), COMPLETED, null);
    says(answer);
    says(status(1, 12, 5, DeviceState.ON));

    assertThat(waiting(journal, outbox, Stream.EVENT)).hasSize(1);
    assertThat(twin()).isEqualTo(answer);
  }

  @Test
  void garbageIsParkedAndAcknowledged() {
    says(utf8("not json"));

    assertThat(parked(journal)).containsExactly("(message) is not a JSON object");
    assertThat(acknowledged).hasSize(1);
    assertThat(waiting(journal, outbox, Stream.EVENT)).isEmpty();
  }

  @Test
  void aStatusForAnotherDeviceThanItsTopicIsParked() {
    var other = Topics.device(FARM, UUID.randomUUID(), Kind.STATUS);
    statuses.received(
        Topics.parse(other),
        new Incoming(other, status(1, 1, 1, DeviceState.ON).toBytes(), () -> {}),
        () -> {});

    assertThat(parked(journal)).containsExactly("device_id is not the topic's");
  }

  @Test
  void unknownFieldsReachTheCloudUntouched() {
    var future =
        new String(status(1, 1, 1, DeviceState.ON).toBytes(), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"colour\":\"red\",");

    says(utf8(future));

    assertThat(waiting(journal, outbox, Stream.EVENT).get(0).payload()).isEqualTo(utf8(future));
  }

  @Test
  void aReadingIsWrittenDownBeforeItIsAcknowledged() {
    var topic = Topics.device(FARM, FAN, Kind.SENSOR);
    var payload =
        utf8(
            "{\"device_id\":\"%s\",\"timestamp\":1,\"incarnation\":1,\"boot\":1,\"seq\":1,\"readings\":[%s]}"
                .formatted(
                    FAN,
                    "{\"metric\":\"temperature\",\"value\":28.5,\"unit\":\"Cel\",\"quality\":\"good\"}"));
    readings.received(
        Topics.parse(topic), new Incoming(topic, payload, () -> acknowledged.add(topic)), () -> {});

    assertThat(waiting(journal, outbox, Stream.READING)).hasSize(1);
    assertThat(acknowledged).hasSize(1);
    settle(journal);
    assertThat(live).as("and told at once, for who watches").hasSize(1);
    assertThat(live.get(0).fleeting()).isTrue();
  }

  @Test
  void aReadingFromANodesStoreIsWrittenDownAndIsNoNews() {
    var topic = Topics.device(FARM, FAN, Kind.SENSOR);
    var payload =
        utf8(
            "{\"device_id\":\"%s\",\"timestamp\":1,\"incarnation\":1,\"boot\":1,\"seq\":1,\"readings\":[%s],\"replayed\":true}"
                .formatted(
                    FAN,
                    "{\"metric\":\"temperature\",\"value\":28.5,\"unit\":\"Cel\",\"quality\":\"good\"}"));

    readings.received(
        Topics.parse(topic), new Incoming(topic, payload, () -> acknowledged.add(topic)), () -> {});
    settle(journal);

    assertThat(acknowledged).hasSize(1);
    assertThat(waiting(journal, outbox, Stream.READING)).hasSize(1);
    assertThat(live).isEmpty();
  }

  @Test
  void aFailedWriteIsToldSoThatTheBrokerSendsItAgain() {
    var failed = new ArrayList<String>();
    ask(
        journal,
        store -> {
          store.run("drop table twin");
          return null;
        });
    var topic = Topics.device(FARM, FAN, Kind.STATUS);

    statuses.received(
        Topics.parse(topic),
        new Incoming(topic, status(1, 1, 1, DeviceState.ON).toBytes(), () -> acknowledged.add("x")),
        () -> failed.add(topic));
    settle(journal);

    assertThat(failed).hasSize(1);
    assertThat(acknowledged).isEmpty();
  }

  private void says(StatusMessage status) {
    says(status.toBytes());
  }

  private void says(byte[] payload) {
    var topic = Topics.device(FARM, FAN, Kind.STATUS);
    statuses.received(
        new Address(FARM, FAN, Kind.STATUS),
        new Incoming(topic, payload, () -> acknowledged.add(topic)),
        () -> {});
    settle(journal);
  }

  private StatusMessage twin() {
    Optional<StatusMessage> found = ask(journal, store -> twins.find(store, FAN));
    return found.orElseThrow();
  }

  private StatusMessage status(long incarnation, long boot, long seq, DeviceState state) {
    return new StatusMessage(
        FAN,
        time.instant(),
        new OrderKey(incarnation, boot, seq),
        state,
        null,
        null,
        Trigger.BUTTON,
        null,
        null,
        null,
        null,
        false);
  }
}
