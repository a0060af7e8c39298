package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CoopAir;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoopAirsTest {

  private final Registry registry = new Registry();
  private final CoopAirs airs = Registry.airsOver(registry.sql);

  @Test
  void eachCoopHasItsThermometersFansAndHeatersAndNothingElse() {
    var farm = registry.farm.id();
    var coop = registry.coop(farm);
    var board = registry.node();
    var fan = registry.device(board, DeviceKind.FAN);
    var heater = registry.device(board, DeviceKind.HEATER);
    var sensor = registry.device(board, DeviceKind.DHT22);
    var pump = registry.device(board, DeviceKind.PUMP);
    List.of(fan, heater, sensor, pump).forEach(device -> registry.puts("device", device, coop));
    var elsewhere = registry.device(board, DeviceKind.FAN);

    assertThat(airs.of(farm))
        .contains(new CoopAir(coop, List.of(sensor), List.of(fan), List.of(heater)))
        .filteredOn(air -> air.coopId().equals(farm))
        .singleElement()
        .satisfies(air -> assertThat(air.fans()).contains(elsewhere).doesNotContain(fan));
  }

  @Test
  void whatWasTakenAwayIsNotAmongThem() {
    var coop = registry.coop(registry.farm.id());
    var board = registry.node();
    var fan = registry.device(board, DeviceKind.FAN);
    var old = registry.device(board, DeviceKind.FAN);
    List.of(fan, old).forEach(device -> registry.puts("device", device, coop));

    registry.installs.remove(registry.technician, old, Registry.PHONE);

    assertThat(airs.of(registry.farm.id()))
        .contains(new CoopAir(coop, List.of(), List.of(fan), List.of()));
  }
}
