package com.tokkatot.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.device.DeviceType;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.overview.DeviceFilter.Presence;
import com.tokkatot.reading.Readings;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FarmOverviewTest {

  private static final Instant SEEN = Instant.parse("2026-03-01T05:59:30Z");

  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member member = new Member(farm.id(), UUID.randomUUID(), Role.VIEWER);
  private final FarmOverview overview = new FarmOverview();

  @BeforeEach
  void wire() {
    overview.sql = sql;
    overview.devices = Registry.devicesOver(sql);
    overview.readings =
        new Readings() {
          @Override
          public List<StoredReading> latest(Collection<UUID> deviceIds) {
            return List.of();
          }
        };
    sql.update("update hub set is_online = true, last_seen_at = ? where id = ?", SEEN, farm.hub());
    sql.update(
        "update node set is_online = true, firmware_version = '2.1.0' where id = ?", farm.node());
  }

  @Test
  void theFilterLeavesOutWhatIsNotWantedAndCountsTheRest() {
    var quiet = UUID.randomUUID();
    sql.update(
        "insert into node (id, farm_id, hardware_id, name, board) values (?, ?, ?, 'M', 'virtual')",
        quiet,
        farm.id(),
        quiet.toString());
    add(quiet, "fan", "pwm");
    add(farm.node(), "fan", "pwm");

    assertThat(listed(Presence.ALL, null).total()).isEqualTo(3);
    assertThat(listed(Presence.ONLINE, null).devices()).hasSize(2);
    assertThat(listed(Presence.OFFLINE, null).devices())
        .extracting(DeviceView::nodeId)
        .containsExactly(quiet);
    var pwm = listed(Presence.ALL, DeviceType.PWM);
    assertThat(pwm.total()).isEqualTo(2);
    assertThat(pwm.onlineCount()).isEqualTo(1);
    var second = overview.devices(member, new DeviceFilter(1, 1, Presence.ALL, null));
    assertThat(second.devices()).hasSize(1);
    assertThat(second.total()).isEqualTo(3);
    assertThat(second.devices())
        .doesNotContainAnyElementsOf(
            overview.devices(member, new DeviceFilter(1, 0, Presence.ALL, null)).devices());
  }

  @Test
  void whatWasRemovedIsNotListed() {
    sql.update("update device set removed_at = now() where id = ?", farm.light());

    assertThat(listed(Presence.ALL, null).devices()).isEmpty();
  }

  @Test
  void aDeviceTellsItsBoardAndWhatBecameOfItsNewestCommand() {
    command("completed", "2026-03-01T05:00:00Z");
    command("failed", "2026-03-01T05:30:00Z");

    var listed = listed(Presence.ALL, null).devices().get(0);
    var light = overview.device(member, farm.light());

    assertThat(listed.lastCommandStatus()).isEqualTo("failed");
    assertThat(listed.lastHeartbeat()).isEqualTo(SEEN);
    assertThat(light.hardwareId()).isEqualTo(farm.node().toString());
    assertThat(light.firmwareVersion()).isEqualTo("2.1.0");
    assertThat(light.lastCommandAt()).isEqualTo(Instant.parse("2026-03-01T05:30:00Z"));
    assertThat(light.signalStrength()).isNull();
  }

  @Test
  void anUnansweredOrderIsShownThoughANewerOneHasEnded() {
    command("sent", "2026-03-01T05:00:00Z");
    command("failed", "2026-03-01T05:30:00Z");

    var light = listed(Presence.ALL, null).devices().get(0);

    assertThat(light.pendingCommand().state()).isEqualTo("sent");
    assertThat(light.pendingCommand().requestedAt())
        .isEqualTo(Instant.parse("2026-03-01T05:00:00Z"));
    assertThat(light.lastCommandStatus()).isEqualTo("failed");
  }

  @Test
  void aFilterOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new DeviceFilter(0, 0, Presence.ALL, null))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new DeviceFilter(101, 0, Presence.ALL, null))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> new DeviceFilter(1, -1, Presence.ALL, null))
        .isInstanceOf(Invalid.class);
  }

  private FarmOverview.DeviceList listed(Presence presence, DeviceType type) {
    return overview.devices(member, new DeviceFilter(100, 0, presence, type));
  }

  private void add(UUID node, String kind, String type) {
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type) values (?, ?, ?, ?, ?, ?)",
        UUID.randomUUID(),
        farm.id(),
        node,
        kind,
        kind,
        type);
  }

  private void command(String state, String at) {
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at) values (?, ?, ?, 'on', 'user', 'normal', ?, ?, ?)",
        UUID.randomUUID(),
        farm.id(),
        farm.light(),
        state,
        Instant.parse(at),
        Instant.parse(at));
  }
}
