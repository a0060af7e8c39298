package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.tokkatot.audit.Origin;
import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.CommandMessage.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandBatchesTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Devices devices = Registry.devicesOver(sql);
  private final Member manager = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
  private final UUID stranger = UUID.randomUUID();
  private final List<AskedCommand> asked = new ArrayList<>();
  private final CommandBatches batches = new CommandBatches();

  @BeforeEach
  void wire() {
    batches.devices = devices;
    batches.time = time;
    batches.intake =
        new CommandIntake() {
          @Override
          public List<WrittenCommand> write(List<AskedCommand> commands) {
            asked.addAll(commands);
            return commands.stream().map(CommandBatchesTest.this::written).toList();
          }
        };
  }

  @Test
  void eachDeviceHasItsOwnResult() {
    var view = batches.request(manager, batch(List.of(stranger, farm.light())), Origin.SYSTEM);

    assertThat(view.total()).isEqualTo(2);
    assertThat(view.commands())
        .extracting(CommandBatches.Part::status, CommandBatches.Part::error)
        .containsExactly(tuple("refused", "DEVICE_READ_ONLY"), tuple("queued", null));
  }

  @Test
  void aDeviceNamedTwiceIsAskedOnce() {
    batches.request(manager, batch(List.of(farm.light(), farm.light())), Origin.SYSTEM);

    assertThat(asked).hasSize(1);
  }

  @Test
  void anEmptyCoopIsAnEmptyBatch() {
    var request =
        new BatchRequest(
            null,
            List.of(),
            UUID.randomUUID(),
            null,
            CommandType.OFF,
            null,
            null,
            null,
            Priority.NORMAL);

    assertThat(batches.request(manager, request, Origin.SYSTEM).commands()).isEmpty();
  }

  @Test
  void whoOnlyLooksAsksForNothing() {
    var viewer = new Member(farm.id(), manager.accountId(), Role.VIEWER);

    assertThatThrownBy(() -> batches.request(viewer, batch(List.of(farm.light())), Origin.SYSTEM))
        .isInstanceOf(NotAllowed.class);
    assertThat(asked).isEmpty();
  }

  private WrittenCommand written(AskedCommand one) {
    if (one.deviceId().equals(stranger)) {
      return WrittenCommand.refused(new Conflict("DEVICE_READ_ONLY", "a sensor"));
    }
    Device light = devices.in(farm.id(), one.deviceId());
    return new WrittenCommand(
        Command.requested(
            one.request().commandId(), one.request(), light, one.member(), time.instant()),
        true,
        null);
  }

  private static BatchRequest batch(List<UUID> devices) {
    return new BatchRequest(
        null, devices, null, null, CommandType.OFF, null, null, null, Priority.NORMAL);
  }
}
