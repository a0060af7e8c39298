package com.tokkatot.edge.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.alert.Scope;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.rules.json.AlertRuleJson;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.rules.json.Presets;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.AlertMessage.State;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.CoopBirds;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings beyond limits, with nobody but the hub to see them. */
class JudgeTest {

  private static final UUID FARM = new UUID(1, 1);
  private static final UUID COOP = new UUID(2, 1);
  private static final UUID SENSOR = new UUID(3, 1);
  private static final UUID OTHER = new UUID(3, 2);
  private static final UUID HEAT = new UUID(4, 1);
  private static final UUID DEADLY = new UUID(4, 2);

  @TempDir Path folder;
  private final SettableTime time = new SettableTime();
  private final Outbox outbox = new Outbox();
  private Journal journal;
  private Judge judge;

  @BeforeEach
  void open() {
    journal = TestJournal.open(folder, time);
    judge = new Judge(FARM, outbox, time);
    take(warm(60), deadly());
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void deadlyHeatIsToldAtOnceWithItsTimeAndItsLimit() {
    reads(38.5);

    var told = only();
    assertThat(told.state()).isEqualTo(State.RAISED);
    assertThat(told.ruleId()).isEqualTo(DEADLY);
    assertThat(told.severity()).isEqualTo(AlertMessage.Severity.CRITICAL);
    assertThat(told.limit()).isEqualTo(38);
    assertThat(told.value()).isEqualTo(38.5);
    assertThat(told.at()).isEqualTo(time.instant());
  }

  @Test
  void whatLastsIsToldOnceAndWhatIsWellAgainUnderTheSameName() {
    reads(36);
    assertThat(told()).isEmpty();

    passes(60);
    reads(36);
    passes(30);
    reads(36.2);
    passes(30);
    reads(30);

    assertThat(told())
        .extracting(AlertMessage::state)
        .containsExactly(State.RAISED, State.RESOLVED);
    var raised = told().get(0);
    var resolved = told().get(1);
    assertThat(raised.since()).isEqualTo(time.instant().minusSeconds(120));
    assertThat(resolved.alertId()).isEqualTo(raised.alertId());
    assertThat(resolved.revision()).isGreaterThan(raised.revision());
    assertThat(resolved.value()).isEqualTo(30);
  }

  @Test
  void aReadingBetweenLimitAndMarginStillCounts() {
    take(deadly());
    reads(38.5);
    passes(30);
    reads(37.6);
    assertThat(told()).hasSize(1);

    passes(30);
    reads(37.4);
    assertThat(told().get(1).state()).isEqualTo(State.RESOLVED);
  }

  @Test
  void aRestartForgetsNothing() {
    reads(36);
    restart();
    passes(60);
    reads(36);
    assertThat(only().since()).isEqualTo(time.instant().minusSeconds(60));

    restart();
    passes(30);
    reads(36);
    assertThat(told()).as("it was told before").hasSize(1);
  }

  @Test
  void aRuleThatIsAnotherNowBeginsAnewAndWhatItRaisedIsOver() {
    passes(1);
    reads(36);
    passes(60);
    reads(36);

    take(warm(600), deadly());

    assertThat(told().get(1).state()).isEqualTo(State.RESOLVED);
    passes(60);
    reads(36);
    assertThat(told()).hasSize(2);
  }

  @Test
  void aSnapshotWithTheSameRulesChangesNothing() {
    reads(38.5);

    take(warm(60), deadly());

    assertThat(told()).hasSize(1);
  }

  @Test
  void aDeviceThatIsGoneHasNoAlert() {
    reads(38.5);

    take(new AlertPlan(List.of(AlertRuleJson.write(deadly())), List.of()));

    assertThat(told().get(1).state()).isEqualTo(State.RESOLVED);
  }

  @Test
  void chicksAreJudgedByTheirCurveAndTheHubKnowsTheirAge() {
    var cold =
        new PlacedRule(
            null,
            null,
            new AlertRule(
                HEAT,
                Scope.DEFAULT,
                new Limit("temperature", Side.LOW, true, -4, null),
                Severity.CRITICAL,
                new Ages(0, null),
                Duration.ZERO,
                null,
                true));
    take(plan(time.instant().minus(Duration.ofDays(1)), cold));
    reads(28);
    assertThat(only().side()).isEqualTo(AlertMessage.Side.LOW);

    passes(Duration.ofDays(40).toSeconds());
    reads(28);

    assertThat(told().get(1).state()).as("grown birds are well").isEqualTo(State.RESOLVED);
  }

  @Test
  void badReplayedAndForeignReadingsSayNothing() {
    take(message(SENSOR, 45, time.instant(), Reading.Quality.BAD, false));
    take(message(SENSOR, 45, time.instant(), Reading.Quality.GOOD, true));
    take(message(new UUID(9, 9), 45, time.instant(), Reading.Quality.GOOD, false));

    assertThat(told()).isEmpty();
  }

  @Test
  void aBoardsWrongClockIsNotBelieved() {
    take(message(SENSOR, 38.5, Instant.EPOCH, Reading.Quality.GOOD, false));

    assertThat(only().at()).isEqualTo(time.instant());
  }

  @Test
  void aClockThatGoesBackDoesNotMakeTheHubBlind() {
    reads(38.5);
    time.advance(Duration.ofDays(-1));

    reads(30);

    assertThat(told().get(1).state()).isEqualTo(State.RESOLVED);
    assertThat(told().get(1).revision()).isGreaterThan(told().get(0).revision());
  }

  @Test
  void theRuleOfAnotherDeviceIsNotMine() {
    var mine = new PlacedRule(null, OTHER, deadly().rule());
    take(plan(null, mine));

    reads(45);

    assertThat(told()).isEmpty();
  }

  @Test
  void aRuleThatCannotBeReadKeepsNoOtherFromCounting() {
    var odd = Json.createObjectBuilder().add("id", "new").build();
    take(new AlertPlan(List.of(odd, AlertRuleJson.write(deadly())), plan(null).coops()));

    reads(38.5);

    assertThat(told()).hasSize(1);
  }

  private static PlacedRule warm(long delayS) {
    return rule(HEAT, 35, Severity.WARNING, delayS);
  }

  private static PlacedRule deadly() {
    return rule(DEADLY, 38, Severity.CRITICAL, 0);
  }

  private static PlacedRule rule(UUID id, double limit, Severity severity, long delayS) {
    return new PlacedRule(
        null,
        null,
        new AlertRule(
            id,
            Scope.DEFAULT,
            new Limit("temperature", Side.HIGH, false, limit, null),
            severity,
            Ages.ANY,
            Duration.ofSeconds(delayS),
            null,
            true));
  }

  private AlertPlan plan(Instant placed, PlacedRule... rules) {
    var birds = new Birds(HouseMode.GROWTH, Presets.curves().get(0), placed, time.instant());
    return new AlertPlan(
        List.of(rules).stream().map(AlertRuleJson::write).toList(),
        List.of(new CoopBirds(COOP, List.of(SENSOR, OTHER), BirdsJson.write(birds))));
  }

  private void take(PlacedRule... rules) {
    take(plan(null, rules));
  }

  private void take(AlertPlan plan) {
    await(store -> judge.take(store, plan));
  }

  private void take(SensorMessage message) {
    await(
        store -> {
          judge.sensed(store, message);
          return Step.NOTHING;
        });
  }

  private void restart() {
    judge = new Judge(FARM, outbox, time);
    await(
        store -> {
          judge.load(store);
          return Step.NOTHING;
        });
  }

  private void await(Step step) {
    try {
      journal.await(step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reads(double value) {
    take(message(SENSOR, value, time.instant(), Reading.Quality.GOOD, false));
  }

  private static SensorMessage message(
      UUID device, double value, Instant at, Reading.Quality quality, boolean replayed) {
    var reading = new Reading("temperature", value, "Cel", quality);
    return new SensorMessage(device, at, new OrderKey(1, 1, 1), List.of(reading), replayed);
  }

  private void passes(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  private List<AlertMessage> told() {
    return TestJournal.waiting(journal, outbox, Stream.EVENT).stream().map(this::alert).toList();
  }

  private AlertMessage alert(Waiting waiting) {
    var message = AlertMessage.read(waiting.payload());
    assertThat(waiting.topic())
        .isEqualTo(Topics.device(FARM, message.deviceId(), Topics.Kind.ALERT));
    return message;
  }

  private AlertMessage only() {
    assertThat(told()).hasSize(1);
    return told().get(0);
  }
}
