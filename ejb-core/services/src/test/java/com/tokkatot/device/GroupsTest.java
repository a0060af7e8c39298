package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupsTest {

  private final Registry registry = new Registry();
  private final UUID light = registry.farm.light();
  private final UUID fan = registry.fan(registry.farm.node(), 4);

  @Test
  void aGroupHoldsDevicesOfAnyBoardEachOnce() {
    var made = create("កង្ហារ", light, fan, light);

    assertThat(made.deviceIds()).containsExactlyInAnyOrder(light, fan);
    assertThat(registry.groups.of(registry.manager)).containsExactly(made);
    assertThat(registry.noted()).containsExactly("group.created");
  }

  @Test
  void aGroupIsRenamedAndFilledAnew() {
    var made = create("A", light);

    var changed = change(made.id(), "B", fan);

    assertThat(changed.name()).isEqualTo("B");
    assertThat(changed.deviceIds()).containsExactly(fan);
    change(made.id(), "B", fan);
    assertThat(registry.noted()).containsExactly("group.created", "group.changed");
  }

  @Test
  void devicesOfOtherFarmsAreNotFound() {
    var foreign = TestDatabase.farm(registry.sql).light();

    assertThatThrownBy(() -> create("A", light, foreign))
        .isInstanceOf(NotFound.class)
        .hasFieldOrPropertyWithValue("code", "DEVICE_NOT_FOUND");
  }

  @Test
  void groupsOfOtherFarmsAreNotFound() {
    var made = create("A", light);
    var stranger = new Registry();

    assertThatThrownBy(() -> stranger.groups.get(stranger.manager, made.id()))
        .isInstanceOf(NotFound.class)
        .hasFieldOrPropertyWithValue("code", "GROUP_NOT_FOUND");
    assertThatThrownBy(() -> stranger.groups.remove(stranger.manager, made.id(), Registry.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aGroupTakenAwayLeavesItsDevices() {
    var made = create("A", light);

    registry.groups.remove(registry.manager, made.id(), Registry.PHONE);

    assertThat(registry.groups.of(registry.manager)).isEmpty();
    assertThat(registry.devices.in(registry.farm.id(), light).id()).isEqualTo(light);
    assertThat(registry.noted()).endsWith("group.removed");
  }

  @Test
  void namesAreReadableAndMembersAtMostAHundred() {
    assertThatThrownBy(() -> create(" ", light)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> create("x".repeat(101), light)).isInstanceOf(Invalid.class);
    var many = Stream.generate(UUID::randomUUID).limit(101).toList();
    assertThatThrownBy(() -> new GroupDetails("A", many)).isInstanceOf(Invalid.class);
  }

  @Test
  void aFarmHasAtMostAHundredGroups() {
    for (var i = 0; i < Groups.MOST; i++) {
      create("G" + i);
    }

    assertThatThrownBy(() -> create("one more"))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "LIMIT_EXCEEDED");
  }

  private DeviceGroup create(String name, UUID... devices) {
    var details = new GroupDetails(name, List.of(devices));
    return registry.groups.create(registry.manager, details, Registry.PHONE);
  }

  private DeviceGroup change(UUID group, String name, UUID... devices) {
    return registry.groups.change(
        registry.manager, group, now -> new GroupDetails(name, List.of(devices)), Registry.PHONE);
  }
}
