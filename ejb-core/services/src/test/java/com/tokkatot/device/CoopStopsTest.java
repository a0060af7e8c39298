package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.audit.Origin;
import com.tokkatot.wire.CoopStop;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoopStopsTest {

  private final Registry registry = new Registry();
  private final CoopStops places = Registry.coopsOver(registry.sql);
  private final UUID coop = registry.coop(registry.farm.id());
  private final UUID board = registry.node();
  private final UUID fan = registry.device(board, DeviceKind.FAN);

  @BeforeEach
  void place() {
    registry.puts("node", board, coop);
    registry.puts("device", fan, coop);
  }

  @Test
  void aBoardWithNothingOfOtherCoopsIsStoppedAsAWhole() {
    registry.puts("device", registry.device(board, DeviceKind.HEATER), coop);
    registry.device(board, DeviceKind.LIGHT);

    assertThat(places.of(registry.farm.id())).containsExactly(place(List.of(board), List.of()));
  }

  @Test
  void onABoardThatServesAnotherCoopTheDevicesAreStoppedOneByOne() {
    registry.puts(
        "device", registry.device(board, DeviceKind.FAN), registry.coop(registry.farm.id()));

    assertThat(places.of(registry.farm.id(), coop)).isEqualTo(place(List.of(), List.of(fan)));
  }

  @Test
  void aCoopOfAnotherFarmHasNothing() {
    var place = places.of(new Registry().farm.id(), coop);

    assertThat(place.nodes()).isEmpty();
    assertThat(place.buttons()).isEmpty();
  }

  @Test
  void theHubIsToldWhenABoardOrADeviceIsPutIntoAnotherCoop() {
    registry.boards.change(
        registry.technician,
        board,
        before -> new NodePlace(before.name(), null, before.farmId()),
        Origin.SYSTEM);
    assertThat(registry.snapshots.fired()).hasSize(1);

    registry.changes.change(
        registry.technician,
        fan,
        List.of("coop_id"),
        before ->
            new DevicePlace(
                before.name(), before.location(), before.nodeId(), before.channel(), null),
        Origin.SYSTEM);
    assertThat(registry.snapshots.fired()).hasSize(2);
    assertThat(places.of(registry.farm.id())).isEmpty();
  }

  private CoopStop place(List<UUID> nodes, List<UUID> devices) {
    return new CoopStop(coop, List.of(board), nodes, devices);
  }
}
