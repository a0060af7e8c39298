package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.mqtt.MqttConnection;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandMessage.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending and cancelling: of the two, one happens. */
class CommandDispatcherTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final CommandOutbox outbox = new CommandOutbox();
  private CommandDispatcher dispatcher;
  private final Broker broker = new Broker();

  @BeforeEach
  void wire() {
    sql.update("update command set state = 'cancelled' where state in ('queued', 'sent')");
    outbox.sql = sql;
    outbox.live = LiveEventsTest.over(sql);
    dispatcher = dispatcher();
    dispatcher.catchUp();
  }

  private CommandDispatcher dispatcher() {
    var made = new CommandDispatcher();
    made.outbox = outbox;
    made.broker = () -> broker;
    made.time = time;
    return made;
  }

  @Test
  void whatIsHandedOverIsSentAtOnceAndCanNoLongerBeCancelled() {
    var command = asked(Priority.NORMAL);

    dispatcher.sendNext();
    time.advance(Duration.ofSeconds(1));
    dispatcher.catchUp();
    time.advance(Duration.ofMinutes(1));

    assertThat(broker.taken).containsExactly(command);
    assertThat(outbox.cancel(command, time.instant())).isFalse();
  }

  @Test
  void whatIsSentHasNoExpiryForTheBrokerBecauseTheHubJudgesItsAge() {
    asked(Priority.NORMAL);

    dispatcher.sendNext();

    assertThat(broker.messages).extracting(MqttMessage::expiry).containsOnlyNulls();
  }

  @Test
  void whatWaitsForAnAbsentBrokerCanBeCancelledAndIsThenNeverSent() {
    broker.up = false;
    var command = asked(Priority.NORMAL);
    dispatcher.sendNext();
    for (var second = 0; second < 6; second++) {
      time.advance(Duration.ofSeconds(1));
      dispatcher.catchUp();
    }

    assertThat(outbox.cancel(command, time.instant())).isTrue();
    broker.up = true;
    dispatcher.catchUp();
    dispatcher.sendNext();

    assertThat(broker.taken).isEmpty();
  }

  @Test
  void whileItIsHandedOverItMayBeOnItsWay() {
    var command = asked(Priority.NORMAL);
    time.advance(Duration.ofMinutes(1));

    assertThat(outbox.cancel(command, time.instant())).isFalse();
  }

  @Test
  void whatIsAskedWhileTheBrokerIsKnownToBeAwayCanBeCancelledAtOnce() {
    broker.up = false;
    asked(Priority.NORMAL);
    dispatcher.sendNext();

    var command = asked(Priority.NORMAL);

    assertThat(outbox.cancel(command, time.instant())).isTrue();
  }

  /** The row is all that is left of the life in which it was sent. */
  @Test
  void whatWasSentBeforeACrashCanNotBeCancelledAfterItAlthoughTheBrokerIsAway() {
    var command = asked(Priority.NORMAL);
    dispatcher.sendNext();
    assertThat(broker.taken).containsExactly(command);
    broker.up = false;
    var reborn = dispatcher();
    time.advance(Duration.ofSeconds(20));
    reborn.catchUp();

    assertThat(outbox.cancel(command, time.instant())).isFalse();
  }

  @Test
  void whatWasHandedOverTooLongAgoAsksItsRowFirst() {
    var command = asked(Priority.NORMAL);
    time.advance(Duration.ofSeconds(6));
    sql.update("update command set state = 'failed' where id = ?", command);

    dispatcher.sendNext();
    dispatcher.catchUp();
    dispatcher.sendNext();

    assertThat(broker.taken).isEmpty();
  }

  @Test
  void whatIsLeftInItsRowIsSentByTheNextLook() {
    var command = asked(Priority.NORMAL);
    time.advance(Duration.ofSeconds(6));

    dispatcher.sendNext();
    dispatcher.catchUp();
    dispatcher.sendNext();

    assertThat(broker.taken).containsExactly(command);
  }

  @Test
  void whatAnotherNodeHasLeasedMeanwhileStaysNoted() {
    var command = asked(Priority.NORMAL);
    time.advance(Duration.ofSeconds(3));
    assertThat(outbox.due(time.instant(), false)).hasSize(1); // the other node
    broker.up = false;
    dispatcher.sendNext();

    assertThat(outbox.cancel(command, time.instant())).isFalse();
  }

  @Test
  void aFailureOfTheBrokersLibraryDoesNotEndTheSending() {
    broker.breaks = true;
    asked(Priority.NORMAL);
    dispatcher.sendNext();
    broker.breaks = false;
    var second = asked(Priority.NORMAL);
    time.advance(Duration.ofSeconds(3));
    dispatcher.catchUp();
    dispatcher.sendNext();

    assertThat(broker.taken).contains(second);
  }

  @Test
  void whatTheBrokerMayHaveTakenCanNoLongerBeCancelled() {
    broker.answers = false;
    var command = asked(Priority.NORMAL);
    dispatcher.sendNext();
    time.advance(Duration.ofSeconds(30));

    assertThat(outbox.cancel(command, time.instant())).isFalse();
  }

  @Test
  void whatIsLeasedCanNoLongerBeCancelled() {
    broker.up = false;
    var command = asked(Priority.NORMAL);
    dispatcher.sendNext();
    time.advance(Duration.ofSeconds(10));
    broker.up = true;
    dispatcher.catchUp();

    assertThat(outbox.cancel(command, time.instant())).isFalse();
    dispatcher.sendNext();
    assertThat(broker.taken).containsExactly(command);
  }

  @Test
  void afterAnOutageTheUrgentGoesFirstWithTheOlderOrdersOfItsDevice() {
    broker.up = false;
    var other = asked(TestDatabase.farm(sql), Priority.NORMAL);
    dispatcher.sendNext();
    time.advance(Duration.ofMillis(1));
    var on = asked(Priority.LOW);
    time.advance(Duration.ofMillis(1));
    var off = asked(Priority.HIGH);
    broker.up = true;

    dispatcher.catchUp();
    dispatcher.sendNext();

    assertThat(broker.taken).containsExactly(on, off, other);
  }

  private UUID asked(Priority priority) {
    return asked(farm, priority);
  }

  private UUID asked(TestDatabase.TestFarm on, Priority priority) {
    var id = UUID.randomUUID();
    var command =
        new OutgoingCommand(
            id,
            on.id(),
            on.light(),
            CommandAction.ON,
            null,
            null,
            null,
            Source.USER,
            priority,
            time.instant(),
            time.instant().plus(Command.LIFE),
            false);
    var sending = dispatcher.takes();
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at, last_sent_at) values (?, ?, ?, 'on', 'user', ?, 'queued', ?, ?, ?)",
        id,
        on.id(),
        on.light(),
        priority,
        command.issuedAt(),
        command.expiresAt(),
        sending ? command.issuedAt() : null);
    dispatcher.handOver(command, sending);
    return id;
  }

  private static final class Broker implements MqttConnection {

    final List<UUID> taken = new ArrayList<>();
    final List<MqttMessage> messages = new ArrayList<>();
    boolean up = true;
    boolean answers = true;
    boolean breaks;

    @Override
    public void publish(MqttMessage message) {
      throw new UnsupportedOperationException("commands go together");
    }

    @Override
    public List<MqttMessage> publishAll(List<MqttMessage> messages) {
      if (breaks) {
        throw new IllegalStateException("as no library should");
      }
      if (!up || !answers) {
        return messages;
      }
      this.messages.addAll(messages);
      messages.forEach(one -> taken.add(CommandMessage.read(one.payload()).commandId()));
      return List.of();
    }

    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public void close() {}
  }
}
