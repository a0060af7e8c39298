package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.wire.CommandMessage.Priority;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchRequestTest {

  private static final UUID DEVICE = UUID.randomUUID();

  @Test
  void itIsSaidOnceWhoIsMeant() {
    assertThatThrownBy(() -> batch(List.of(), null, CommandType.ON))
        .hasMessageStartingWith("device_ids");
    assertThatThrownBy(() -> batch(List.of(DEVICE), UUID.randomUUID(), CommandType.ON))
        .hasMessageStartingWith("device_ids");
  }

  @Test
  void aHundredDevicesAreTheMost() {
    var many = Stream.generate(UUID::randomUUID).limit(101).toList();

    assertThatThrownBy(() -> batch(many, null, CommandType.ON))
        .hasMessageStartingWith("device_ids");
  }

  @Test
  void whatIsWrongForEveryDeviceRefusesTheWhole() {
    assertThatThrownBy(() -> batch(List.of(DEVICE), null, CommandType.SET_SPEED))
        .hasMessageStartingWith("command_params.value");
  }

  @Test
  void aPartsIdFollowsFromBatchAndDevice() {
    var batch = batch(List.of(DEVICE), null, CommandType.OFF);
    var id = UUID.randomUUID();

    assertThat(batch.to(id, DEVICE)).isEqualTo(batch.to(id, DEVICE));
    assertThat(batch.to(id, DEVICE).commandId())
        .isNotEqualTo(batch.to(id, UUID.randomUUID()).commandId())
        .isNotEqualTo(batch.to(UUID.randomUUID(), DEVICE).commandId());
  }

  private static BatchRequest batch(List<UUID> devices, UUID coop, CommandType type) {
    return new BatchRequest(null, devices, coop, null, type, null, null, null, Priority.NORMAL);
  }
}
