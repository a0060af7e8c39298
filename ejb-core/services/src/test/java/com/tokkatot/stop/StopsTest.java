package com.tokkatot.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.StoppedCommandsTest;
import com.tokkatot.device.Device;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.StopMessage;
import com.tokkatot.wire.StopMessage.Stop;
import com.tokkatot.wire.StopOrder.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People ask, the hub says what holds. */
class StopsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final StopRows rows = new StopRows();
  private final StopsHeard hub = new StopsHeard();
  private final UUID coop = UUID.randomUUID();
  private final UUID otherNode = UUID.randomUUID();
  private final UUID pump = UUID.randomUUID();
  private final UUID fan = UUID.randomUUID();

  @BeforeEach
  void wire() {
    sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        owner.accountId(),
        owner.accountId().toString().getBytes(StandardCharsets.US_ASCII));
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'Coop 2')", coop, farm.id());
    sql.update(
        "insert into node (id, farm_id, hardware_id, name, board) values (?, ?, ?, 'M', 'virtual')",
        otherNode,
        farm.id(),
        otherNode.toString());
    device(pump, farm.node(), null, "pump");
    device(fan, otherNode, coop, "fan");
    rows.sql = sql;
    rows.audit = AuditLogs.over(sql, time);
    rows.time = time;
    rows.coops = Registry.coopsOver(sql);
    rows.live = live;
    rows.commands = StoppedCommandsTest.over(sql);
    hub.sql = sql;
    hub.audit = rows.audit;
    hub.time = time;
    hub.live = live;
    hub.rows = rows;
    hub.commands = rows.commands;
    hub.wires = TestAlerts.wiresOver(sql, time, live);
  }

  @Test
  void aStopOfTheFarmCountsWhatMovesOrHeatsAndIsAskedOfTheHub() {
    var asked = rows.stop(owner, null, "fire", Origin.SYSTEM);

    assertThat(asked.answer().stoppedDevices()).isEqualTo(2);
    var order = asked.outgoing().order();
    assertThat(order.action()).isEqualTo(Action.STOP);
    assertThat(order.nodes()).isNull();
    assertThat(states()).containsExactly("asked");
    assertThat(rows.active(farm.id()).get(0).by().name()).isEqualTo("Sok");
    assertThat(stopped()).containsExactlyInAnyOrder(pump, fan);
  }

  @Test
  void aStopOfACoopNamesItsNodesAndLeavesTheOthersAlone() {
    var order = rows.stop(owner, coop, null, Origin.SYSTEM).outgoing().order();

    assertThat(order.nodes()).containsExactly(otherNode);
    assertThat(stopped()).containsExactly(fan);
    assertThatThrownBy(() -> rows.stop(owner, UUID.randomUUID(), null, Origin.SYSTEM))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void onABoardThatServesTwoCoopsItNamesTheDevicesOfItsOwn() {
    var heater = UUID.randomUUID();
    device(heater, otherNode, null, "heater");
    device(UUID.randomUUID(), otherNode, coop, "light");
    var waiting = command(heater, "queued");

    var asked = rows.stop(owner, coop, null, Origin.SYSTEM);
    var order = asked.outgoing().order();

    assertThat(order.nodes()).isEmpty();
    assertThat(order.devices()).containsExactly(fan);
    assertThat(asked.answer().stoppedDevices()).isEqualTo(1);
    assertThat(stopped()).containsExactly(fan);
    assertThat(state(waiting)).isEqualTo("queued");

    sql.update("update hub set is_online = true where farm_id = ?", farm.id());
    time.advance(Duration.ofSeconds(4));
    assertThat(ours()).extracting(one -> one.order().devices()).containsExactly(List.of(fan));
  }

  @Test
  void aBoardWithALightOfAnotherCoopIsStoppedAsAWhole() {
    device(UUID.randomUUID(), otherNode, null, "light");

    var order = rows.stop(owner, coop, null, Origin.SYSTEM).outgoing().order();

    assertThat(order.nodes()).containsExactly(otherNode);
    assertThat(order.devices()).isEmpty();
  }

  @Test
  void pressedAgainItIsTheSameStopAndHoldsTheFansAnew() {
    var first = rows.stop(owner, null, null, Origin.SYSTEM);
    var second = rows.stop(owner, null, null, Origin.SYSTEM);

    assertThat(second.answer().stopId()).isEqualTo(first.answer().stopId());
    assertThat(second.outgoing().order().action()).isEqualTo(Action.RENEW);
    assertThat(states()).hasSize(1);
  }

  @Test
  void theHubSaysThatItHoldsAndWhenFansAreFree() {
    var id = rows.stop(owner, null, null, Origin.SYSTEM).answer().stopId();

    says(1, app(id, 300_000L));
    assertThat(states()).containsExactly("held");
    assertThat(rows.active(farm.id()).get(0).fansAt())
        .isEqualTo(time.instant().plus(Duration.ofMinutes(5)));
    says(2, app(id, 0L));
    assertThat(stopped()).containsExactly(pump);
  }

  @Test
  void theSameSaidAgainIsNoNews() {
    var id = rows.stop(owner, null, null, Origin.SYSTEM).answer().stopId();
    says(1, app(id, 300_000L));
    says(2, app(id, 0L));
    var before = events().size();

    time.advance(Duration.ofSeconds(30));
    says(2, app(id, 0L));

    assertThat(events()).hasSize(before);
  }

  @Test
  void lettingGoIsOverWhenTheHubSaysSo() {
    var id = rows.stop(owner, null, null, Origin.SYSTEM).answer().stopId();
    says(1, app(id, 300_000L));

    var orders = rows.release(owner, null, Origin.SYSTEM);
    assertThat(orders).extracting(one -> one.order().action()).containsExactly(Action.RELEASE);
    assertThat(states()).containsExactly("releasing");
    assertThat(stopped()).isNotEmpty();

    says(2);
    assertThat(states()).isEmpty();
    assertThat(stopped()).isEmpty();
  }

  @Test
  void anOlderWordOfTheHubChangesNothing() {
    var id = rows.stop(owner, null, null, Origin.SYSTEM).answer().stopId();
    says(5, app(id, 300_000L));

    says(4);

    assertThat(states()).containsExactly("held");
  }

  @Test
  void aButtonAppearsAndIsReleasedOnlyByTheHubsWord() {
    says(1, button());

    assertThat(states()).containsExactly("held");
    assertThat(rows.active(farm.id()).get(0).nodeId()).isEqualTo(otherNode);
    assertThat(rows.release(owner, null, Origin.SYSTEM)).isEmpty();
    assertThat(states()).containsExactly("held");
    says(2);
    assertThat(states()).isEmpty();
  }

  @Test
  void aBrokenLoopIsAnAlertThatNamesItsBoardAndNoStop() {
    says(1, wire(otherNode));
    says(1, wire(otherNode));

    assertThat(states()).isEmpty();
    assertThat(stopped()).isEmpty();
    assertThat(openAlerts()).containsExactly("wire_broken alert.wireBroken M");
    assertThat(events()).extracting(LiveEvent::type).containsExactly("alert:triggered");

    says(2, wire(farm.node()), wire(UUID.randomUUID()));
    assertThat(openAlerts()).hasSize(1);
    says(3);
    assertThat(openAlerts()).isEmpty();
    assertThat(events()).extracting(LiveEvent::type).endsWith("alert:resolved");
  }

  @Test
  void aStopThatTheHubLostIsAskedAgain() {
    sql.update("update hub set is_online = true where farm_id = ?", farm.id());
    var id = rows.stop(owner, null, null, Origin.SYSTEM).answer().stopId();
    says(1, app(id, 300_000L));

    says(2);

    assertThat(states()).containsExactly("asked");
    assertThat(ours()).extracting(one -> one.order().action()).containsExactly(Action.STOP);
  }

  @Test
  void whatAHubDoesNotConfirmIsSentAgainOnceItListens() {
    rows.stop(owner, coop, null, Origin.SYSTEM);
    time.advance(Duration.ofSeconds(4));
    assertThat(ours()).isEmpty();

    sql.update("update hub set is_online = true where farm_id = ?", farm.id());

    assertThat(ours()).extracting(one -> one.order().nodes()).containsExactly(List.of(otherNode));
    assertThat(ours()).isEmpty();
  }

  @Test
  void openCommandsOfStoppedDevicesEnd() {
    var waiting = command(pump, "queued");
    var sent = command(pump, "sent");
    var light = command(farm.light(), "queued");

    rows.stop(owner, null, null, Origin.SYSTEM);

    assertThat(state(waiting)).isEqualTo("cancelled");
    assertThat(state(sent)).isEqualTo("failed");
    assertThat(state(light)).isEqualTo("queued");
    assertThat(events()).extracting(LiveEvent::type).contains("device:command-status");
  }

  @Test
  void everybodyHearsWhatHolds() {
    rows.stop(owner, null, "fire", Origin.SYSTEM);

    var event = events().get(events().size() - 1);
    assertThat(event.type()).isEqualTo("farm:emergency-stop");
    assertThat(event.data()).contains("\"name\": \"Sok\"", "\"reason\": \"fire\"");
  }

  private void says(long version, Stop... stops) {
    assertThat(hub.heard(farm.id(), new StopMessage(version, time.instant(), List.of(stops))))
        .isTrue();
  }

  private Stop app(UUID id, Long fansAfterMs) {
    return new Stop(
        id,
        null,
        null,
        null,
        StopMessage.Origin.APP,
        owner.accountId(),
        time.instant(),
        fansAfterMs);
  }

  private Stop button() {
    return new Stop(
        UUID.randomUUID(),
        null,
        null,
        null,
        StopMessage.Origin.BUTTON,
        otherNode,
        time.instant(),
        null);
  }

  private Stop wire(UUID node) {
    return new Stop(
        UUID.randomUUID(), null, null, null, StopMessage.Origin.WIRE, node, time.instant(), null);
  }

  private List<String> openAlerts() {
    return sql.query(
        "select type, message_key, node.name from alert join node on node.id = alert.node_id"
            + " where alert.farm_id = ? and resolved_at is null",
        row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3),
        farm.id());
  }

  private List<OutgoingStop> ours() {
    return rows.due().stream().filter(one -> one.farmId().equals(farm.id())).toList();
  }

  private List<String> states() {
    return rows.active(farm.id()).stream().map(StopView::state).toList();
  }

  private List<UUID> stopped() {
    return Registry.devicesOver(sql).of(farm.id()).stream()
        .filter(Device::isStopped)
        .map(Device::id)
        .toList();
  }

  private List<LiveEvent> events() {
    return live.since(farm.id(), 0, 100);
  }

  private String state(UUID command) {
    return sql.query("select state from command where id = ?", row -> row.getString(1), command)
        .get(0);
  }

  private UUID command(UUID device, String state) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into command (id, farm_id, device_id, action, source, priority, state, issued_at,"
            + " expires_at) values (?, ?, ?, 'on', 'user', 'normal', ?, ?, ?)",
        id,
        farm.id(),
        device,
        state,
        time.instant(),
        time.instant().plus(Duration.ofMinutes(5)));
    return id;
  }

  private void device(UUID id, UUID node, UUID place, String kind) {
    sql.update(
        "insert into device (id, farm_id, coop_id, node_id, name, kind, type)"
            + " values (?, ?, ?, ?, 'D', ?, 'relay')",
        id,
        farm.id(),
        place,
        node,
        kind);
  }
}
