package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage.CommandError;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Machines that jam, break, or are due for service. */
class MachineAlertsTest extends IllFarm {

  @Test
  void aMachineThatHasWorkedEnoughIsToldOfUntilItWasLookedAfter() {
    worked(1999);
    assertThat(open()).isEmpty();
    worked(2000);
    assertThat(open()).containsExactly("service_due");

    sql.update(
        "insert into device_maintenance (id, farm_id, device_id, done_at, note, on_ms, cycles,"
            + " created_at) values (?, ?, ?, ?, 'oiled', ?, 0, ?)",
        UUID.randomUUID(),
        farm.id(),
        fan,
        time.instant(),
        Duration.ofHours(2000).toMillis(),
        time.instant());
    services.look();
    assertThat(open()).isEmpty();
  }

  @Test
  void aJamIsToldOfUntilTheMachineRunsAgain() {
    says(farm.light(), DeviceState.ERROR, null, null, CommandError.JAM);
    says(farm.light(), DeviceState.OFF, null, null, null);
    assertThat(open()).as("standing still is not well").containsExactly("device_jammed");
    assertThat(severity()).isEqualTo("warning");

    says(farm.light(), DeviceState.ON, null, null, null);
    assertThat(open()).isEmpty();
  }

  @Test
  void aFanThatIsBrokenIsCritical() {
    says(fan, DeviceState.OFF, UUID.randomUUID(), CommandResult.FAILED, CommandError.HARDWARE);
    assertThat(open()).containsExactly("device_fault");
    assertThat(severity()).isEqualTo("critical");

    says(fan, DeviceState.ON, UUID.randomUUID(), CommandResult.COMPLETED, null);
    assertThat(open()).isEmpty();
  }

  @Test
  void whatAnOrderDidWrongIsNoFaultAndWhatWasOverLongAgoIsNoNews() {
    says(fan, DeviceState.OFF, UUID.randomUUID(), CommandResult.REJECTED, CommandError.INTERLOCK);
    assertThat(open()).isEmpty();

    heard(
        status(fan, DeviceState.ERROR, null, null, CommandError.OVERLOAD),
        status(fan, DeviceState.ON, null, null, null));

    assertThat(open()).isEmpty();
  }
}
