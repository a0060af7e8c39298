package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandMessage.Source;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingCommandsTest {

  private static final UUID FAN = UUID.randomUUID();
  private static final UUID PUMP = UUID.randomUUID();
  private static final UUID LIGHT = UUID.randomUUID();

  private final WaitingCommands waiting = new WaitingCommands();

  @Test
  void theUrgentOvertakesWhatWaitsForOtherDevices() {
    var normal = add(FAN, Priority.NORMAL);
    var low = add(PUMP, Priority.LOW);
    var high = add(LIGHT, Priority.HIGH);

    assertThat(waiting.take(10)).containsExactly(high, normal, low);
  }

  @Test
  void ofOnePriorityTheFirstLeavesFirst() {
    var first = add(FAN, Priority.NORMAL);
    var second = add(PUMP, Priority.NORMAL);

    assertThat(waiting.take(1)).containsExactly(first);
    assertThat(waiting.take(1)).containsExactly(second);
  }

  @Test
  void theUrgentTakesTheOlderOrdersOfItsDeviceAlong() {
    var other = add(PUMP, Priority.NORMAL);
    var on = add(FAN, Priority.LOW);
    var slower = add(FAN, Priority.NORMAL);
    var off = add(FAN, Priority.HIGH);

    assertThat(waiting.take(10)).containsExactly(on, slower, off, other);
  }

  @Test
  void aLessUrgentOneOfTheSameDeviceStaysBehind() {
    var high = add(FAN, Priority.HIGH);
    var low = add(FAN, Priority.LOW);

    assertThat(waiting.take(10)).containsExactly(high, low);
  }

  @Test
  void whatTheRowsHoldCameBeforeWhatWasHandedOver() {
    var newer = add(FAN, Priority.NORMAL);
    var older = command(FAN, Priority.NORMAL);
    var urgent = command(PUMP, Priority.HIGH);

    waiting.addBefore(List.of(older, urgent));

    assertThat(waiting.take(10)).containsExactly(urgent, older, newer);
    assertThat(waiting.size()).isZero();
  }

  private OutgoingCommand add(UUID device, Priority priority) {
    var command = command(device, priority);
    waiting.add(command);
    return command;
  }

  static OutgoingCommand command(UUID device, Priority priority) {
    var now = Instant.parse("2026-03-01T06:00:00Z");
    return new OutgoingCommand(
        UUID.randomUUID(),
        UUID.randomUUID(),
        device,
        CommandAction.ON,
        null,
        null,
        null,
        Source.USER,
        priority,
        now,
        now.plus(Command.LIFE),
        false);
  }
}
