package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DeviceState;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DeviceChangesTest {

  private final Registry registry = new Registry();
  private final UUID light = registry.farm.light();

  @Test
  void aManagerGivesAKhmerNameAndAPlace() {
    var changed =
        change(
            registry.manager,
            Set.of("name", "location"),
            now ->
                new DevicePlace(
                    " ភ្លើង ទ្រុង 1 ", "North-east, row 2", now.nodeId(), null, now.coopId()));

    assertThat(changed.name()).isEqualTo("ភ្លើង ទ្រុង 1");
    assertThat(changed.location()).isEqualTo("North-east, row 2");
    assertThat(changed.updatedAt()).isEqualTo(registry.time.instant());
    assertThat(registry.noted()).containsExactly("device.renamed");
  }

  @Test
  void whatChangesNothingIsNotNoted() {
    change(registry.manager, Set.of("name"), now -> now);

    assertThat(registry.noted()).isEmpty();
  }

  @Test
  void farmersChangeNothingElse() {
    for (var field : Set.of("node_id", "coop_id", "channel", "kind", "state")) {
      assertThatThrownBy(() -> change(registry.manager, Set.of("name", field), now -> now))
          .as(field)
          .isInstanceOf(Conflict.class)
          .hasFieldOrPropertyWithValue("code", "DEVICE_READ_ONLY");
    }
    assertThatThrownBy(() -> change(registry.technician, Set.of("kind"), now -> now))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void aNameIsReadableAndAtMostAHundredCharacters() {
    assertThat(place("ទ".repeat(100)).name()).hasSize(100);
    assertThatThrownBy(() -> place("x".repeat(101))).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> place("  ")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> place("a\u0007b")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> place("--")).isInstanceOf(Invalid.class);
  }

  @Test
  void aDeviceThatChangesItsBoardKeepsItsIdAndIsUnknownUntilThatSpeaks() {
    var other = registry.node();
    registry.sql.update(
        "update device set state = 'on', incarnation = 3, boot = 9, seq = 7 where id = ?", light);

    var moved =
        change(
            registry.technician,
            Set.of("node_id", "channel"),
            now -> new DevicePlace(now.name(), null, other, 4, null));

    assertThat(moved.id()).isEqualTo(light);
    assertThat(moved.nodeId()).isEqualTo(other);
    assertThat(moved.channel()).isEqualTo(4);
    assertThat(moved.state()).isEqualTo(DeviceState.UNKNOWN);
    var order =
        registry.sql.query(
            "select incarnation, boot, seq from device where id = ?",
            row -> row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3),
            light);
    assertThat(order).containsExactly("0 0 -1");
    assertThat(registry.noted()).containsExactly("device.moved");
  }

  @Test
  void twoDevicesNeverShareAChannel() {
    var other = registry.node();
    registry.fan(other, 4);

    assertThatThrownBy(() -> moveTo(other, 4))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "DUPLICATE_RESOURCE");
  }

  @Test
  void aBoardTakesSixteen() {
    var other = registry.node();
    for (var i = 0; i < 16; i++) {
      registry.fan(other, null);
    }

    assertThatThrownBy(() -> moveTo(other, null))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "LIMIT_EXCEEDED");
  }

  @Test
  void nodesAndCoopsOfOtherFarmsAreNotFound() {
    var foreign = TestDatabase.farm(registry.sql);
    var foreignCoop = registry.coop(foreign.id());

    assertThatThrownBy(() -> moveTo(foreign.node(), 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> intoCoop(foreignCoop))
        .isInstanceOf(NotFound.class)
        .hasFieldOrPropertyWithValue("code", "COOP_NOT_FOUND");
    var own = registry.coop(registry.farm.id());
    assertThat(intoCoop(own).coopId()).isEqualTo(own);
  }

  private Device intoCoop(UUID coopId) {
    return change(
        registry.technician,
        Set.of("coop_id"),
        now -> new DevicePlace(now.name(), null, now.nodeId(), null, coopId));
  }

  private Device moveTo(UUID node, Integer channel) {
    return change(
        registry.technician,
        Set.of("node_id", "channel"),
        now -> new DevicePlace(now.name(), null, node, channel, null));
  }

  private Device change(Member member, Set<String> fields, UnaryOperator<DevicePlace> change) {
    return registry.changes.change(member, light, fields, change, Registry.PHONE);
  }

  private DevicePlace place(String name) {
    return new DevicePlace(name, null, registry.farm.node(), null, null);
  }
}
