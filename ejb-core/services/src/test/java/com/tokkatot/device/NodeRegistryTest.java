package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NodeRegistryTest {

  private final Registry registry = new Registry();
  private final UUID farm = registry.farm.id();
  private final UUID node = registry.farm.node();
  private final UUID light = registry.farm.light();

  @Test
  void aBoardIsInstalledOnce() {
    var board = new Board(UUID.randomUUID().toString(), "esp32-devkit");

    var made = install(board);

    assertThat(made.board()).isEqualTo("esp32-devkit");
    assertThat(registry.nodes.of(farm)).hasSize(2);
    assertThat(registry.noted()).containsExactly("node.installed");
    assertThatThrownBy(() -> install(board))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "DUPLICATE_RESOURCE");
    registry.boards.remove(registry.technician, made.id(), Registry.PHONE);
    assertThat(install(board).id()).isNotEqualTo(made.id());
  }

  @Test
  void hardwareIdsAndProfilesHaveAForm() {
    assertThatThrownBy(() -> new Board("a b c d", "virtual")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new Board("24:6F", "ESP 32")).isInstanceOf(Invalid.class);
  }

  @Test
  void aBrokenBoardIsReplacedAndItsDevicesStay() {
    registry.sql.update("update device set state = 'on', incarnation = 1 where id = ?", light);

    var now = replace();

    assertThat(now.id()).isEqualTo(node);
    assertThat(now.incarnation()).isEqualTo(2);
    assertThat(now.bootCount()).isZero();
    assertThat(registry.devices.in(farm, light).state()).isEqualTo(DeviceState.UNKNOWN);
    assertThat(registry.noted()).containsExactly("node.replaced");
  }

  @Test
  void theOldBoardIsNotHeardAfterItsReplacement() {
    hear(1, new NodePresence(node, true, 1, 40, "2.0.0", 60L, -60L, 90_000L, Map.of()));
    replace();

    hear(2, new NodePresence(node, true, 1, 41, "2.0.0", 90L, -61L, 80_000L, Map.of()));
    var silent = registry.nodes.in(farm, node);
    assertThat(silent.isOnline()).isFalse();
    assertThat(silent.rssiDbm()).isNull();

    hear(3, new NodePresence(node, true, 2, 1, "2.1.0", 5L, -50L, 70_000L, Map.of()));
    var heard = registry.nodes.in(farm, node);
    assertThat(heard.isOnline()).isTrue();
    assertThat(heard.bootCount()).isEqualTo(1);
    assertThat(heard.rssiDbm()).isEqualTo(-50);
    assertThat(heard.firmwareVersion()).isEqualTo("2.1.0");
  }

  @Test
  void aBoardTakesItsDevicesToAnotherFarm() {
    var other = TestDatabase.farm(registry.sql);
    var coop = registry.coop(other.id());

    var moved =
        registry.boards.change(
            registry.technician,
            node,
            now -> new NodePlace("moved", coop, other.id()),
            Registry.PHONE);

    assertThat(moved.farmId()).isEqualTo(other.id());
    assertThat(moved.deviceCount()).isEqualTo(1);
    assertThat(registry.devices.in(other.id(), light).coopId()).isNull();
    assertThat(registry.devices.of(farm)).isEmpty();
    assertThat(registry.noted()).containsExactly("node.moved");
  }

  @Test
  void farmsAndCoopsThatAreNotThereAreNotFound() {
    var nowhere = UUID.randomUUID();
    var coop = registry.coop(TestDatabase.farm(registry.sql).id());

    assertThatThrownBy(() -> change(new NodePlace("N", null, nowhere)))
        .hasFieldOrPropertyWithValue("code", "FARM_NOT_FOUND");
    assertThatThrownBy(() -> change(new NodePlace("N", coop, farm)))
        .hasFieldOrPropertyWithValue("code", "COOP_NOT_FOUND");
  }

  @Test
  void aBoardTakenAwayTakesItsDevicesAlong() {
    registry.groups.create(registry.manager, new GroupDetails("A", List.of(light)), Registry.PHONE);

    registry.boards.remove(registry.technician, node, Registry.PHONE);

    assertThat(registry.nodes.of(farm)).isEmpty();
    assertThatThrownBy(() -> registry.devices.in(farm, light)).isInstanceOf(NotFound.class);
    assertThat(registry.groups.of(registry.manager).get(0).deviceIds()).isEmpty();
    assertThat(registry.noted()).endsWith("node.removed");
  }

  @Test
  void aDeviceIsInstalledAndTakenAway() {
    var place = new DevicePlace("Fan", null, node, 3, null);

    var fan = install(place);

    assertThat(fan.type()).isEqualTo("pwm");
    assertThat(fan.state()).isEqualTo(DeviceState.UNKNOWN);
    assertThatThrownBy(() -> install(place))
        .hasFieldOrPropertyWithValue("code", "DUPLICATE_RESOURCE");
    registry.installs.remove(registry.technician, fan.id(), Registry.PHONE);
    assertThat(install(place).id()).isNotEqualTo(fan.id());
    assertThat(registry.noted())
        .containsExactly("device.installed", "device.removed", "device.installed");
  }

  @Test
  void aFarmTakesAHundredDevices() {
    for (var boards = 0; boards < 6; boards++) {
      var full = registry.node();
      for (var i = 0; i < 16; i++) {
        registry.fan(full, null);
      }
    }
    for (var i = 0; i < 3; i++) {
      registry.fan(node, null);
    }

    assertThatThrownBy(() -> install(new DevicePlace("Fan", null, node, null, null)))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "LIMIT_EXCEEDED");
  }

  private Node install(Board board) {
    var place = new NodePlace("North", null, farm);
    return registry.boards.install(registry.technician, board, place, Registry.PHONE);
  }

  private Device install(DevicePlace place) {
    return registry.installs.install(
        registry.technician, DeviceKind.FAN, DeviceKind.FAN.usualType(), place, Registry.PHONE);
  }

  private Node change(NodePlace place) {
    return registry.boards.change(registry.technician, node, now -> place, Registry.PHONE);
  }

  private Node replace() {
    var hardwareId = UUID.randomUUID().toString();
    return registry.boards.replace(registry.technician, node, hardwareId, "wet", Registry.PHONE);
  }

  private void hear(long seq, NodePresence said) {
    var digest =
        new DigestMessage(
            registry.farm.hub(), registry.time.instant(), true, 1, seq, 0, null, List.of(said));
    assertThat(registry.presence.heard(farm, digest)).isTrue();
  }
}
