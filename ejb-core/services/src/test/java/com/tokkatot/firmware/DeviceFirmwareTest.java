package com.tokkatot.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.StaffRole;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.FirmwareStatus.State;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The firmware of a device, as its farm sees it and staff change it. */
class DeviceFirmwareTest {

  private final FirmwareWorld world = new FirmwareWorld();
  private final DeviceFirmware firmware = new DeviceFirmware();
  private final Member operator =
      new Member(world.farm.id(), UUID.randomUUID(), null, StaffRole.OPERATOR);

  @BeforeEach
  void wire() {
    firmware.sql = world.sql;
    firmware.devices = Registry.devicesOver(world.sql);
    firmware.releases = world.releases;
    firmware.rollouts = world.rollouts;
    world.sql.update("update node set firmware_version = '2.0.9'");
  }

  @Test
  void theNewestForItsBoardIsAvailable() {
    assertThat(now().updateAvailable()).isFalse();
    world.release("2.0.10");
    world.release(FirmwareBoard.SENSOR_C3, "3.0.0");

    assertThat(now().availableVersion()).isEqualTo("2.0.10");
    assertThat(now().currentVersion()).isEqualTo("2.0.9");
    assertThat(now().updateStatus()).isEqualTo("idle");
  }

  @Test
  void anUpdateIsSeenOnItsWay() {
    world.release("2.1.0");
    var at = world.time.instant().plus(Duration.ofHours(1));
    var planned = firmware.update(operator, world.farm.light(), "2.1.0", at, FirmwareWorld.DESK);
    assertThat(planned.status()).isEqualTo("scheduled");
    assertThat(planned.scheduledAt()).isEqualTo(at);
    assertThat(now().updateStatus()).isEqualTo("scheduled");
    assertThat(world.step()).isEmpty();

    world.time.advance(Duration.ofHours(1));
    var offer = world.step().get(0);
    world.says(offer, State.DOWNLOADING, null, "2.0.9");
    assertThat(now().updateStatus()).isEqualTo("downloading");
    world.says(offer, State.CONFIRMING, null, "2.1.0");
    assertThat(now().updateStatus()).isEqualTo("installing");
    world.succeeds(offer);
    assertThat(now().updateStatus()).isEqualTo("success");
    assertThat(now().updateAvailable()).isFalse();
  }

  @Test
  void onlyANewerVersionOfItsBoardCanBeWanted() {
    world.release("2.0.8");

    for (var version : new String[] {"2.0.8", "2.1.0", "new"}) {
      assertThatThrownBy(
              () ->
                  firmware.update(operator, world.farm.light(), version, null, FirmwareWorld.DESK))
          .isInstanceOf(Invalid.class)
          .hasFieldOrPropertyWithValue("field", "target_version");
    }
  }

  private DeviceFirmware.View now() {
    return firmware.of(world.farm.id(), world.farm.light());
  }
}
