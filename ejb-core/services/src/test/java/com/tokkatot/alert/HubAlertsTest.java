package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.reading.ReadingsTaken;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.AlertMessage.Severity;
import com.tokkatot.wire.AlertMessage.Side;
import com.tokkatot.wire.AlertMessage.State;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What hubs judge, beside what the cloud judges itself. */
class HubAlertsTest {

  private static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  /** Ours, for everybody: above 35 and 38 Cel. */
  private static final UUID WARM = UUID.fromString("01990000-0000-7000-8000-000000000001");

  private static final UUID DEADLY = UUID.fromString("01990000-0000-7000-8000-000000000002");

  private final SettableTime time = new SettableTime("2026-03-01T12:00:00Z");
  private final Instant start = time.instant();
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final AlertNews news = TestAlerts.news(live, time);
  private final Alerts alerts = TestAlerts.over(sql, time, news);

  @Test
  void whatCloudAndHubBothRaiseIsOneAlertToldOnce() {
    measured(38.5);
    hub(deadly(State.RAISED, 0));

    assertThat(list()).hasSize(1);
    assertThat(told()).containsExactly("alert:triggered");
  }

  @Test
  void itDoesNotMatterWhoIsFirst() {
    hub(deadly(State.RAISED, 0));
    measured(38.5);
    time.advance(Duration.ofSeconds(30));
    hub(deadly(State.RESOLVED, 30));
    measured(30);

    assertThat(only().severity()).isEqualTo("critical");
    assertThat(only().thresholdValue()).isEqualTo(38);
    assertThat(only().resolvedAt()).isEqualTo(time.instant());
    assertThat(told()).containsExactly("alert:triggered", "alert:resolved");
  }

  @Test
  void whatStillLastsAfterAnOutageIsToldOnceAndBeganWhenTheHubSays() {
    time.advance(Duration.ofHours(2));

    hub(deadly(State.RAISED, 60));

    assertThat(only().triggeredAt()).isEqualTo(start.plusSeconds(60));
    assertThat(only().resolvedAt()).isNull();
    assertThat(told()).containsExactly("alert:triggered");
  }

  @Test
  void whatTheCloudRaisedAtTheEndOfAnOutageBeganWhenTheHubSays() {
    time.advance(Duration.ofHours(2));
    measured(38.5);
    alerts.acknowledge(owner, only().id(), PHONE);

    hub(deadly(State.RAISED, 60));

    assertThat(only().triggeredAt()).isEqualTo(start.plusSeconds(60));
    assertThat(only().acknowledgedAt()).as("somebody has seen it").isNotNull();
    assertThat(told()).containsExactly("alert:triggered", "alert:acknowledged");
  }

  @Test
  void whatBeganAndEndedDuringAnOutageIsWrittenDownAndToldToNobody() {
    time.advance(Duration.ofHours(2));

    hub(
        warm(State.RAISED, 60),
        deadly(State.RAISED, 120),
        deadly(State.RESOLVED, 600),
        warm(State.RESOLVED, 1200));

    assertThat(only().triggeredAt()).isEqualTo(start.plusSeconds(60));
    assertThat(only().resolvedAt()).isEqualTo(start.plusSeconds(1200));
    assertThat(only().severity()).isEqualTo("critical");
    assertThat(told()).isEmpty();
  }

  @Test
  void whatWasLongAgoIsNotTheAlertOfNow() {
    time.advance(Duration.ofHours(2));
    measured(38.5);

    hub(deadly(State.RAISED, 60), deadly(State.RESOLVED, 600));

    assertThat(list()).hasSize(2);
    assertThat(list().get(0).triggeredAt()).isEqualTo(time.instant());
    assertThat(list().get(0).resolvedAt()).isNull();
    assertThat(list().get(1).resolvedAt()).isEqualTo(start.plusSeconds(600));
    assertThat(told()).containsExactly("alert:triggered");
  }

  @Test
  void whatIsToldTwiceCountsOnceThoughItIsOverMeanwhile() {
    hub(deadly(State.RAISED, 0));
    time.advance(Duration.ofMinutes(20));
    hub(deadly(State.RESOLVED, 600));

    hub(deadly(State.RAISED, 0));
    hub(deadly(State.RAISED, 0), deadly(State.RESOLVED, 600));

    assertThat(only().resolvedAt()).isEqualTo(start.plusSeconds(600));
    assertThat(told()).containsExactly("alert:triggered", "alert:resolved");
  }

  @Test
  void aRuleThatIsGoneRaisesNothing() {
    hub(message(UUID.randomUUID(), 38, Severity.CRITICAL, State.RAISED, 0));

    assertThat(list()).isEmpty();
  }

  @Test
  void anotherFarmsDeviceIsAStranger() {
    var other = TestDatabase.farm(sql);
    var message = deadly(State.RAISED, 0);
    var strange = arrived(other.id(), message);

    assertThat(take(List.of(strange))).containsExactly(strange);
    assertThat(list()).isEmpty();
  }

  @Test
  void aHubWithAWrongClockDoesNotDateAlertsIntoTheFuture() {
    hub(deadly(State.RAISED, 3600));

    assertThat(only().triggeredAt()).isEqualTo(time.instant());
  }

  private AlertMessage deadly(State state, long atS) {
    return message(DEADLY, 38, Severity.CRITICAL, state, atS);
  }

  private AlertMessage warm(State state, long atS) {
    return message(WARM, 35, Severity.WARNING, state, atS);
  }

  private AlertMessage message(UUID rule, double limit, Severity severity, State state, long atS) {
    return new AlertMessage(
        UUID.nameUUIDFromBytes((farm.id() + " " + limit).getBytes(StandardCharsets.UTF_8)),
        farm.light(),
        rule,
        start.plusSeconds(atS).toEpochMilli(),
        state,
        start,
        start.plusSeconds(atS),
        "temperature",
        Side.HIGH,
        severity,
        limit,
        state == State.RAISED ? 38.5 : 30);
  }

  private void hub(AlertMessage... messages) {
    var arrived = Stream.of(messages).map(message -> arrived(farm.id(), message)).toList();
    assertThat(take(arrived)).isEmpty();
  }

  private List<Arrived<AlertMessage>> take(List<Arrived<AlertMessage>> arrived) {
    return TestTransaction.run(sql -> over(sql).take(arrived));
  }

  private HubAlerts over(Sql sql) {
    return TestAlerts.hubsOver(sql, time, TestAlerts.news(LiveEventsTest.over(sql), time));
  }

  private static Arrived<AlertMessage> arrived(UUID farmId, AlertMessage message) {
    var topic = Topics.device(farmId, message.deviceId(), Topics.Kind.ALERT);
    return new Arrived<>(
        Topics.parse(topic), message, new MqttMessage(topic, message.toBytes(), 1, false, null));
  }

  private void measured(double value) {
    TestAlerts.limitsOver(sql, time, news)
        .accept(
            new ReadingsTaken(
                List.of(
                    new StoredReading(
                        farm.light(),
                        "temperature",
                        time.instant(),
                        value,
                        "Cel",
                        Reading.Quality.GOOD))));
  }

  private List<AlertView> list() {
    return alerts.of(owner, 50, 0).alerts();
  }

  private AlertView only() {
    assertThat(list()).hasSize(1);
    return list().get(0);
  }

  private List<String> told() {
    return live.since(farm.id(), 0, 100).stream().map(LiveEvent::type).toList();
  }
}
