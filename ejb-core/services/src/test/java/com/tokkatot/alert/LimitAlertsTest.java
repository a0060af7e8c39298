package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.SnapshotMaking;
import com.tokkatot.device.TestSnapshots;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.reading.ReadingsTaken;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.rules.json.AlertRuleJson;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings beyond limits, by our rules and the farm's. */
class LimitAlertsTest {

  private static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final LimitAlerts limits = new LimitAlerts();
  private final Alerts alerts = new Alerts();
  private final AlertRules rules = new AlertRules();
  private final UUID coop = UUID.randomUUID();
  private final UUID sensor = farm.light();
  private final UUID second = UUID.randomUUID();

  @BeforeEach
  void wire() {
    var audit = AuditLogs.over(sql, time);
    limits.sql = sql;
    limits.time = time;
    limits.news = TestAlerts.news(live, time);
    alerts.sql = sql;
    alerts.time = time;
    alerts.audit = audit;
    alerts.news = TestAlerts.news(live, time);
    rules.sql = sql;
    rules.time = time;
    rules.audit = audit;
    rules.news = TestAlerts.news(live, time);
    rules.snapshots = TestSnapshots.versionsOver(sql, new RecordedEvents<>());
    sql.update("insert into coop (id, farm_id, name) values (?, ?, 'C')", coop, farm.id());
    sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type)"
            + " values (?, ?, ?, 'Second', 'dht22', 'sensor')",
        second,
        farm.id(),
        farm.node());
    sql.update("update device set coop_id = ? where farm_id = ?", coop, farm.id());
  }

  @Test
  void deadlyHeatIsAnAlertAtOnceAndPagesHearOfIt() {
    measured(sensor, 38.5);

    var alert = only();
    assertThat(alert.type()).isEqualTo("temperature_high");
    assertThat(alert.severity()).isEqualTo("critical");
    assertThat(alert.messageKey()).isEqualTo("alert.temperatureHigh");
    assertThat(alert.thresholdValue()).isEqualTo(38);
    assertThat(alert.actualValue()).isEqualTo(38.5);
    assertThat(alert.coopId()).isEqualTo(coop);
    assertThat(told()).containsExactly("alert:triggered");
  }

  @Test
  void aWarningComesWhenItHasLastedAndTurnsCriticalAsTheSameAlert() {
    measured(sensor, 36);
    assertThat(list()).isEmpty();

    after(60, sensor, 36);
    assertThat(only().severity()).isEqualTo("warning");
    alerts.acknowledge(owner, only().id(), PHONE);

    after(30, sensor, 38.5);

    assertThat(only().severity()).isEqualTo("critical");
    assertThat(only().acknowledgedAt()).as("nobody has seen that").isNull();
  }

  @Test
  void allSensorsOfACoopAreOneAlertUntilAllAreWell() {
    measured(sensor, 38.5);
    measured(second, 39);
    assertThat(list()).hasSize(1);

    after(30, sensor, 30);
    assertThat(only().resolvedAt()).isNull();

    after(30, second, 30);
    assertThat(only().resolvedAt()).isEqualTo(time.instant());
    assertThat(only().durationMinutes()).isEqualTo(1);
    assertThat(told()).containsExactly("alert:triggered", "alert:resolved");
  }

  @Test
  void whatComesBackSoonIsTheSameAlert() {
    measured(sensor, 38.5);
    after(30, sensor, 30);

    after(300, sensor, 39);
    assertThat(list()).hasSize(1);
    assertThat(only().resolvedAt()).isNull();

    after(30, sensor, 30);
    after(601, sensor, 39);
    assertThat(list()).hasSize(2);
  }

  @Test
  void chicksAreJudgedByTheirCurve() {
    flock(0);
    // A Cobb chick wants 34 Cel on its first day.
    measured(sensor, 36.5);
    after(599, sensor, 36.5);
    assertThat(list()).isEmpty();

    after(1, sensor, 36.5);
    assertThat(only().type()).isEqualTo("temperature_high");
    assertThat(only().severity()).isEqualTo("warning");
  }

  @Test
  void chicksFreezeWhereGrownBirdsAreWell() {
    flock(1);
    measured(sensor, 28);
    after(60, sensor, 28);

    assertThat(only().type()).isEqualTo("temperature_low");
    assertThat(only().severity()).isEqualTo("critical");
    flock(60);
    after(30, sensor, 28);
    assertThat(only().resolvedAt()).isNotNull();
  }

  @Test
  void badOldAndUnrulyReadingsRaiseNothing() {
    take(sensor, 45, 0, Reading.Quality.BAD);
    take(sensor, 45, -600, Reading.Quality.GOOD);
    limits.taken(
        new ReadingsTaken(
            List.of(
                new StoredReading(
                    sensor, "vibration", time.instant(), 99, "1", Reading.Quality.GOOD))));

    assertThat(list()).isEmpty();
  }

  @Test
  void theFarmsOwnRuleCountsInsteadOfOurs() {
    var rule = rules.create(owner, draft(40, true), PHONE);
    measured(sensor, 39);
    assertThat(list()).isEmpty();

    rules.change(owner, rule.id(), now -> draft(37, true), PHONE);
    after(30, sensor, 39);
    assertThat(only().thresholdValue()).isEqualTo(37);

    rules.change(owner, rule.id(), now -> draft(37, false), PHONE);
    assertThat(only().resolvedAt()).as("not watched at all").isNotNull();
    after(900, sensor, 39);
    assertThat(critical()).isZero();

    rules.remove(owner, rule.id(), PHONE);
    after(30, sensor, 39);
    assertThat(critical()).as("ours counts again").isEqualTo(1);
  }

  @Test
  void rulesOfOthersAndOursCannotBeChanged() {
    var ours = rules.of(owner).stream().filter(rule -> rule.scope().equals("default")).toList();
    assertThat(ours).hasSize(11);
    var other = new Member(TestDatabase.farm(sql).id(), UUID.randomUUID(), Role.OWNER);
    var mine = rules.create(owner, draft(40, true), PHONE);

    assertThatThrownBy(() -> rules.remove(owner, ours.get(0).id(), PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> rules.remove(other, mine.id(), PHONE)).isInstanceOf(NotFound.class);
    assertThat(rules.of(other)).hasSize(11);
  }

  @Test
  void aRuleForAPlaceThatIsNotOnTheFarmIsRefusedByName() {
    var other = TestDatabase.farm(sql);

    assertThatThrownBy(() -> rules.create(owner, at(null, other.light()), PHONE))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is not on this farm");
    assertThatThrownBy(() -> at(coop, sensor)).isInstanceOf(Invalid.class);
    assertThat(rules.create(owner, at(coop, null), PHONE).scope()).isEqualTo("coop");
  }

  @Test
  void whoHasSeenItIsWrittenDownOnce() {
    measured(sensor, 38.5);
    var id = only().id();

    alerts.acknowledge(owner, id, PHONE);
    time.advance(Duration.ofMinutes(1));
    var again = alerts.acknowledge(owner, id, PHONE);

    assertThat(again.acknowledgedBy()).isEqualTo(owner.accountId());
    assertThat(again.acknowledgedAt()).isEqualTo(time.instant().minusSeconds(60));
    assertThat(again.resolvedAt()).as("it silences, it does not resolve").isNull();
    assertThat(told()).containsExactly("alert:triggered", "alert:acknowledged");
    assertThatThrownBy(() -> alerts.acknowledge(owner, UUID.randomUUID(), PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void listsKnowWhatIsAskedForAndHistoryCounts() {
    measured(sensor, 38.5);
    after(30, sensor, 30);
    measured("water_level", 25);
    time.advance(Duration.ofSeconds(60));
    measured("water_level", 25);

    var active = alerts.of(owner, Alerts.Which.TRUE, null, 50, 0);
    assertThat(active.alerts()).extracting(AlertView::type).containsExactly("water_level_low");
    assertThat(active.total()).isEqualTo(1);
    assertThat(active.criticalCount()).isZero();
    assertThat(alerts.of(owner, Alerts.Which.ALL, Severity.CRITICAL, 50, 0).total()).isEqualTo(1);
    var history = alerts.history(owner, 1, 200);
    assertThat(history.alerts()).hasSize(2);
    assertThat(history.warning()).isEqualTo(1);
    assertThat(history.critical()).isEqualTo(1);
    assertThatThrownBy(() -> alerts.history(owner, 0, 200)).isInstanceOf(Invalid.class);
  }

  @Test
  void theHubIsToldTheRulesAndTheBirdsAndOfEachChange() {
    flock(3);
    var before = version();
    var made = rules.create(owner, at(coop, null), PHONE);

    assertThat(version()).isGreaterThan(before);
    var making = new SnapshotMaking(farm.id());
    var plans = new AlertPlans();
    plans.sql = sql;
    plans.time = time;
    plans.tell(making);
    var told = making.alerts();
    assertThat(told.rules().stream().map(AlertRuleJson::read).map(placed -> placed.rule().id()))
        .hasSize(12)
        .contains(made.id());
    assertThat(told.coops())
        .singleElement()
        .satisfies(one -> assertThat(one.coopId()).isEqualTo(coop));
    assertThat(told.coops().get(0).devices()).contains(sensor, second);
    var birds = BirdsJson.read(told.coops().get(0).birds());
    assertThat(birds.days(time.instant()).orElseThrow()).isBetween(3.0, 4.0);

    before = version();
    rules.change(owner, made.id(), rule -> at(null, second), PHONE);
    assertThat(version()).isGreaterThan(before);
    before = version();
    rules.remove(owner, made.id(), PHONE);
    assertThat(version()).isGreaterThan(before);
  }

  private long version() {
    return sql.query(
            "select snapshot_version from farm where id = ?", row -> row.getLong(1), farm.id())
        .get(0);
  }

  private void flock(int days) {
    sql.update("update flock set ended_at = ? where coop_id = ?", time.instant(), coop);
    sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (?, ?, 'Cobb 500', ?, 1000, ?)",
        UUID.randomUUID(),
        coop,
        LocalDate.ofInstant(time.instant(), ZoneId.of("Asia/Phnom_Penh")).minusDays(days),
        time.instant());
  }

  private void measured(UUID device, double value) {
    take(device, value, 0, Reading.Quality.GOOD);
  }

  private void measured(String metric, double value) {
    limits.taken(
        new ReadingsTaken(
            List.of(
                new StoredReading(
                    second, metric, time.instant(), value, "%", Reading.Quality.GOOD))));
  }

  private void after(long seconds, UUID device, double value) {
    time.advance(Duration.ofSeconds(seconds));
    measured(device, value);
  }

  private void take(UUID device, double value, long afterS, Reading.Quality quality) {
    limits.taken(
        new ReadingsTaken(
            List.of(
                new StoredReading(
                    device,
                    "temperature",
                    time.instant().plusSeconds(afterS),
                    value,
                    "Cel",
                    quality))));
  }

  private static AlertRuleDraft draft(double value, boolean isEnabled) {
    return new AlertRuleDraft(
        null,
        null,
        "temperature",
        Side.HIGH,
        false,
        value,
        null,
        Severity.CRITICAL,
        null,
        null,
        0,
        null,
        isEnabled);
  }

  private static AlertRuleDraft at(UUID coop, UUID device) {
    return new AlertRuleDraft(
        coop,
        device,
        "humidity",
        Side.HIGH,
        false,
        90,
        null,
        Severity.INFO,
        null,
        null,
        0,
        null,
        true);
  }

  private List<AlertView> list() {
    return alerts.of(owner, 50, 0).alerts();
  }

  private int critical() {
    return alerts.of(owner, 50, 0).criticalCount();
  }

  private AlertView only() {
    assertThat(list()).hasSize(1);
    return list().get(0);
  }

  private List<String> told() {
    return live.since(farm.id(), 0, 100).stream().map(LiveEvent::type).toList();
  }
}
