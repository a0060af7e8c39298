package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceAlertsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  // Of its own: the look goes over all farms.
  private final Sql sql = TestDatabase.another();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member viewer = new Member(farm.id(), UUID.randomUUID(), Role.VIEWER);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final SilenceAlerts silence = new SilenceAlerts();
  private final Alerts alerts = new Alerts();

  @BeforeEach
  void wire() {
    silence.sql = sql;
    silence.time = time;
    silence.news = TestAlerts.news(live, time);
    alerts.sql = sql;
    hub(true);
    node(true);
  }

  @Test
  void aBoardThatIsSilentForHalfAnHourIsAnAlertOnce() {
    node(false);
    time.advance(Duration.ofMinutes(30).minusMillis(1));
    silence.look();
    assertThat(types()).isEmpty();

    time.advance(Duration.ofMillis(1));
    silence.look();
    silence.look();

    assertThat(types()).containsExactly("node_offline");
    var alert = list().alerts().get(0);
    assertThat(alert.nodeId()).isEqualTo(farm.node());
    assertThat(alert.severity()).isEqualTo("warning");
    assertThat(events()).containsExactly("alert:triggered");
  }

  @Test
  void aFarmSaysHowLongItMayBeSilent() {
    TestSettings.set(sql, farm.id(), Key.OFFLINE_ALERT_MINUTES, 60);
    node(false);
    time.advance(Duration.ofMinutes(60).minusMillis(1));
    silence.look();
    assertThat(types()).isEmpty();

    time.advance(Duration.ofMillis(1));
    silence.look();
    assertThat(list().alerts().get(0).thresholdValue()).isEqualTo(60);

    hub(false);
    time.advance(Duration.ofMinutes(60).minusMillis(1));
    silence.look();
    assertThat(types()).containsExactly("node_offline");
    time.advance(Duration.ofMillis(1));
    silence.look();
    assertThat(types()).contains("farm_offline");
  }

  @Test
  void itIsResolvedWhenTheBoardSpeaks() {
    node(false);
    time.advance(Duration.ofMinutes(31));
    silence.look();

    node(true);
    silence.look();

    assertThat(list().activeCount()).isZero();
    assertThat(list().alerts().get(0).resolvedAt()).isEqualTo(time.instant());
    assertThat(events()).containsExactly("alert:triggered", "alert:resolved");
  }

  @Test
  void aFarmThatIsAwayIsOneAlertAndItsBoardsAreNone() {
    node(false);
    hub(false);
    time.advance(Duration.ofMinutes(31));

    silence.look();

    assertThat(types()).containsExactly("farm_offline");
    assertThat(list().alerts().get(0).severity()).isEqualTo("critical");
    hub(true);
    silence.look();
    assertThat(list().alerts().get(0).type()).isEqualTo("node_offline");
    assertThat(list().activeCount()).isEqualTo(1);
  }

  @Test
  void aBoardThatWasTakenAwayOrNeverSpokeIsNone() {
    sql.update("update node set is_online = false, presence_at = null where id = ?", farm.node());
    time.advance(Duration.ofHours(1));
    silence.look();
    assertThat(types()).isEmpty();

    node(false);
    sql.update("update node set removed_at = ? where id = ?", time.instant(), farm.node());
    time.advance(Duration.ofHours(1));
    silence.look();
    assertThat(types()).isEmpty();
  }

  @Test
  void theActiveOnesComeFirstAndPagesAreCut() {
    node(false);
    time.advance(Duration.ofMinutes(31));
    silence.look();
    hub(false);
    time.advance(Duration.ofMinutes(31));
    silence.look();
    hub(true);
    silence.look();

    assertThat(types()).containsExactly("node_offline", "farm_offline");
    var page = alerts.of(viewer, 1, 1);
    assertThat(page.alerts()).extracting(AlertView::type).containsExactly("farm_offline");
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.activeCount()).isEqualTo(1);
    assertThatThrownBy(() -> alerts.of(viewer, 0, 0)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> alerts.of(viewer, 1, -1)).isInstanceOf(Invalid.class);
  }

  private Alerts.AlertList list() {
    return alerts.of(viewer, 50, 0);
  }

  private List<String> types() {
    return list().alerts().stream().map(AlertView::type).toList();
  }

  private List<String> events() {
    return live.since(farm.id(), 0, 100).stream().map(LiveEvent::type).toList();
  }

  private void node(boolean online) {
    sql.update(
        "update node set is_online = ?, presence_at = ? where id = ?",
        online,
        time.instant(),
        farm.node());
  }

  private void hub(boolean online) {
    sql.update(
        "update hub set is_online = ?, last_seen_at = ? where id = ?",
        online,
        time.instant(),
        farm.hub());
  }
}
