package com.tokkatot.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.device.DigestHeard;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.wire.DigestMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubClocksTest {

  private final ScheduleWorld world = new ScheduleWorld();
  private final HubClocks clocks = new HubClocks();

  @BeforeEach
  void wire() {
    clocks.alerts = TestAlerts.clocksOver(world.sql, world.time, LiveEventsTest.over(world.sql));
  }

  @Test
  void aHubThatDoesNotKnowTheTimeIsOneAlertHoweverOftenItSaysSo() {
    hears(true, true);
    hears(true, true);

    assertThat(open()).containsExactly("clock_unknown critical alert.clockUnknown");
    assertThat(world.heard()).containsExactly("alert:triggered");
  }

  @Test
  void itIsOverWhenTheHubKnowsTheTimeAndRaisedAnewTheNextTime() {
    hears(true, true);
    hears(true, false);
    assertThat(open()).isEmpty();
    assertThat(world.heard()).containsExactly("alert:triggered", "alert:resolved");

    hears(true, true);

    assertThat(open()).hasSize(1);
  }

  @Test
  void aHubThatIsAwayEndsNothing() {
    hears(true, true);

    hears(false, false);

    assertThat(open()).hasSize(1);
  }

  private void hears(boolean isOnline, boolean clockUnknown) {
    clocks.hear(
        new DigestHeard(
            world.farm.id(),
            new DigestMessage(
                world.farm.hub(),
                world.time.instant(),
                isOnline,
                1,
                1,
                0,
                "2.0.0",
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                clockUnknown)));
  }

  private List<String> open() {
    return world.sql.query(
        "select type || ' ' || severity || ' ' || message_key as alert from alert"
            + " where farm_id = ? and resolved_at is null",
        row -> row.getString("alert"),
        world.farm.id());
  }
}
