package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.farm.Member;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.NotifyMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationsTest {

  private final Registry registry = new Registry();
  private final UUID farm = registry.farm.id();
  private final UUID node = registry.farm.node();
  private final UUID light = registry.farm.light();

  @Test
  void whatNobodySetIsAsItsDefaultSays() {
    var config = registry.configurations.get(registry.manager, light);

    assertThat(config.desiredVersion()).isZero();
    assertThat(config.configurations()).singleElement().satisfies(this::isUnset);
  }

  @Test
  void everyChangeIsANewVersionAndTheOldOnesStay() {
    set(registry.manager, light, "max_on", 60);
    var config = set(registry.manager, light, "max_on", 90);
    set(registry.manager, light, "max_on", 90);

    assertThat(config.desiredVersion()).isEqualTo(2);
    assertThat(config.acknowledgedVersion()).isZero();
    assertThat(config.changedBy()).isEqualTo(registry.manager.accountId());
    assertThat(config.reason()).isEqualTo("because");
    assertThat(
            registry.sql.query(
                "select value from device_config_value where device_id = ? order by version",
                row -> row.getDouble(1),
                light))
        .containsExactly(60.0, 90.0);
    assertThat(registry.noted()).containsExactly("device.configured", "device.configured");
    assertThat(registry.snapshots.fired())
        .containsExactly(
            new HubAsked(farm, NotifyMessage.snapshot(1)),
            new HubAsked(farm, NotifyMessage.snapshot(2)));
  }

  @Test
  void whatIsOutOfBoundsOrInAnotherUnitIsRefusedByName() {
    assertThatThrownBy(() -> set(registry.manager, light, "max_on", 86_401))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set(registry.manager, light, "max_on", Double.NaN))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set(registry.manager, light, "colour", 1)).isInstanceOf(Invalid.class);
    var minutes = List.of(new Setting("max_on", 5, "min"));
    assertThatThrownBy(
            () ->
                registry.configurations.set(registry.manager, light, minutes, null, Registry.PHONE))
        .isInstanceOf(Invalid.class);
    assertThat(registry.noted()).isEmpty();
  }

  @Test
  void hardwareIsCalibratedByStaffOnly() {
    var sensor = registry.device(node, DeviceKind.DHT22);

    assertThatThrownBy(() -> set(registry.manager, sensor, "temperature_offset", 1))
        .isInstanceOf(NotAllowed.class);
    var setting = new Setting("temperature_offset", -0.5, "Cel");
    var config =
        registry.configurations.calibrate(registry.technician, sensor, setting, Registry.PHONE);

    var offset = value(config, "temperature_offset");
    assertThat(offset.parameterValue()).isEqualTo(-0.5);
    assertThat(offset.isCalibrated()).isTrue();
    assertThat(offset.calibratedAt()).isEqualTo(registry.time.instant());
    var later = set(registry.manager, sensor, "temp_threshold_high", 33);
    assertThat(value(later, "temperature_offset")).isEqualTo(offset);
  }

  @Test
  void aDeviceOfAnotherFarmIsNotFound() {
    var foreign = TestDatabase.farm(registry.sql).light();

    assertThatThrownBy(() -> set(registry.manager, foreign, "max_on", 60))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> registry.configurations.get(registry.manager, foreign))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void whatTheDeviceSaysItHasTakenIsTold() {
    set(registry.manager, light, "max_on", 60);

    hear(1, 1);
    hear(2, 1);

    assertThat(registry.configurations.get(registry.manager, light).acknowledgedVersion())
        .isEqualTo(1);
    assertThat(registry.presence.live.since(farm, 0, 10))
        .extracting(LiveEvent::type)
        .containsOnlyOnce("device:config");
    assertThat(registry.presence.live.since(farm, 0, 10))
        .anySatisfy(event -> assertThat(event.data()).contains("acknowledged_version\": 1"));
  }

  @Test
  void aVersionThatNobodyMadeIsNotBelieved() {
    hear(1, 9);

    assertThat(registry.configurations.get(registry.manager, light).acknowledgedVersion()).isZero();
  }

  @ParameterizedTest
  @EnumSource(DeviceKind.class)
  void eachParameterOfAKindHasOneNameAndAnUsualValueWithinItsBounds(DeviceKind kind) {
    var words = new HashSet<String>();
    for (var parameter : Parameter.of(kind)) {
      assertThat(words.add(parameter.word())).isTrue();
      if (parameter.usual() != null) {
        assertThat(parameter.usual()).isBetween(parameter.least(), parameter.most());
      }
    }
    ParameterPairs.check(kind, Map.of());
  }

  @Test
  void aThermostatTheWrongWayRoundIsRefusedByName() {
    var fan = registry.device(node, DeviceKind.FAN);

    assertThatThrownBy(() -> set(registry.manager, fan, "thermostat_on", 29))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("thermostat_off");
    var both =
        List.of(new Setting("thermostat_on", 29, "Cel"), new Setting("thermostat_off", 27, "Cel"));
    var config = registry.configurations.set(registry.manager, fan, both, "chicks", Registry.PHONE);

    assertThat(value(config, "thermostat_on").parameterValue()).isEqualTo(29);
  }

  @Test
  void aLimitThatNobodySetAndThatHasNoUsualValueIsNotThere() {
    var sensor = registry.device(node, DeviceKind.DHT22);

    var unset = value(registry.configurations.get(registry.manager, sensor), "critical_low");
    assertThat(unset.parameterValue()).isNull();
    assertThat(unset.defaultValue()).isNull();
    assertThat(unset.minValue()).isEqualTo(5);
    assertThat(value(set(registry.manager, sensor, "critical_low", 24), "critical_low"))
        .extracting(DeviceConfig.Value::parameterValue)
        .isEqualTo(24.0);
  }

  private void isUnset(DeviceConfig.Value value) {
    assertThat(value.parameterName()).isEqualTo("max_on");
    assertThat(value.parameterValue()).isEqualTo(value.defaultValue());
    assertThat(value.farmerEditable()).isTrue();
    assertThat(value.isCalibrated()).isFalse();
  }

  private static DeviceConfig.Value value(DeviceConfig config, String name) {
    return config.configurations().stream()
        .filter(value -> value.parameterName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private DeviceConfig set(Member member, UUID device, String name, double value) {
    var setting = List.of(new Setting(name, value, null));
    return registry.configurations.set(member, device, setting, "because", Registry.PHONE);
  }

  private void hear(long seq, long version) {
    var said = new NodePresence(node, true, 1, 1, null, 1L, null, null, Map.of(light, version));
    var digest =
        new DigestMessage(
            registry.farm.hub(), registry.time.instant(), true, 1, seq, 0, null, List.of(said));
    registry.presence.heard(farm, digest);
  }
}
