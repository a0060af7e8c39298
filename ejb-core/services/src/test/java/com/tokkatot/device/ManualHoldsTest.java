package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManualHoldsTest {

  private final SettableTime time = new SettableTime("2026-03-01T03:10:00Z");
  private final Instant tenForty = Instant.parse("2026-03-01T03:40:00.123Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final ManualHolds holds = new ManualHolds();
  private final Devices devices = Registry.devicesOver(sql);

  @BeforeEach
  void wire() {
    holds.sql = sql;
    holds.time = time;
    holds.live = live;
  }

  @Test
  void whatTheHubSaysIsSeenAndToldOnce() {
    says(farm.id(), Map.of(farm.light(), tenForty));
    says(farm.id(), Map.of(farm.light(), tenForty));

    assertThat(light().manualUntil()).isEqualTo(tenForty);
    assertThat(events()).hasSize(1);
    assertThat(events().get(0)).contains("\"manual_until\": \"2026-03-01T03:40:00.123Z\"");
  }

  @Test
  void aHoldThatEndedIsSeenNoMore() {
    says(farm.id(), Map.of(farm.light(), tenForty));

    says(farm.id(), Map.of());

    assertThat(light().manualUntil()).isNull();
    assertThat(events()).hasSize(2);
    assertThat(events().get(1)).contains("\"manual_until\": null");
  }

  @Test
  void aForeignHubHoldsNothing() {
    var other = TestDatabase.farm(sql);

    says(other.id(), Map.of(farm.light(), tenForty));

    assertThat(light().manualUntil()).isNull();
    assertThat(events()).isEmpty();
  }

  private Device light() {
    return devices.in(farm.id(), farm.light());
  }

  /** What was told of the light, one after the other. */
  private List<String> events() {
    return live.since(farm.id(), 0, 100).stream()
        .filter(event -> event.type().equals("device:hold"))
        .map(LiveEvent::data)
        .toList();
  }

  private void says(UUID farmId, Map<UUID, Instant> held) {
    var status =
        new StatusMessage(
            farm.light(),
            time.instant(),
            new OrderKey(1, 1, 1),
            DeviceState.OFF,
            0.0,
            null,
            StatusMessage.Trigger.COMMAND,
            null,
            null,
            null,
            null,
            false);
    holds.hear(
        new DigestHeard(
            farmId,
            new DigestMessage(
                farm.hub(),
                time.instant(),
                true,
                1,
                1,
                0,
                "2.0.0",
                List.of(),
                null,
                null,
                List.of(status),
                held,
                false)));
  }
}
