package com.tokkatot.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestDatabase.TestFarm;
import com.tokkatot.wire.FirmwareStatus.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot wait for the night: people know an hour before. It is 13:00 in Phnom Penh. */
class UrgentRolloutTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String WHY = "boards can be taken over";

  private final FirmwareWorld world = new FirmwareWorld();
  private final ReleaseView release = world.release("2.1.0");

  @BeforeEach
  void somebodyIsOnTheFarm() {
    member(world.farm);
  }

  @Test
  void itGoesOutByDayAnHourAfterPeopleWereTold() {
    var rollout = urgent(release, 100L);

    assertThat(world.step()).isEmpty();
    assertThat(told(world.farm)).containsExactly("important alert.firmwareDue");
    assertThat(heard(world.farm)).containsExactly("alert:triggered");
    world.time.advance(HOUR.minusSeconds(1));
    assertThat(world.step()).isEmpty();

    world.time.advance(Duration.ofSeconds(1));
    var offer = world.step().get(0);
    assertThat(offer.offer().notAfter()).isEqualTo(world.time.instant().plus(Duration.ofDays(1)));
    assertThat(heard(world.farm)).as("not over yet").containsExactly("alert:triggered");
    world.succeeds(offer);
    world.step();
    assertThat(heard(world.farm)).containsExactly("alert:triggered", "alert:resolved");
    assertThat(world.now(rollout).state()).isEqualTo("finished");
  }

  @Test
  void aFarmIsToldOnceForAllItsBoards() {
    world.nodes(3);
    urgent(release, 50L, 100L);
    world.step();
    world.time.advance(HOUR);
    var first = world.step();
    assertThat(first).hasSize(2);

    first.forEach(world::succeeds);

    assertThat(world.step()).as("the next wave waits for no hour of its own").hasSize(2);
    assertThat(told(world.farm)).hasSize(1);
  }

  @Test
  void aBoardThatComesLaterIsCoveredByWhatPeopleWereTold() {
    var rollout = urgent(release, 100L);
    world.step();
    world.time.advance(Duration.ofMinutes(30));
    comes(rollout);
    assertThat(world.step()).as("the hour is not over").isEmpty();
    world.time.advance(Duration.ofMinutes(30));
    assertThat(world.step()).hasSize(2);

    comes(rollout);

    assertThat(world.step()).hasSize(1);
    assertThat(told(world.farm)).hasSize(1);
  }

  @Test
  void everyFarmHasItsOwnHour() {
    var other = TestDatabase.farm(world.sql);
    world.sql.update("update hub set is_online = true where id = ?", other.hub());
    member(other);
    urgent(release, 50L, 100L);
    world.step();
    var isOtherFirst = told(world.farm).isEmpty();
    var later = isOtherFirst ? world.farm : other;
    world.time.advance(HOUR);
    var first = world.step().get(0);
    assertThat(told(later)).as("its wave is not open").isEmpty();
    world.statuses.heard(
        first.farmId(), world.status(first, State.SUCCEEDED, null, release.version()));

    assertThat(world.step()).isEmpty();
    assertThat(told(later)).hasSize(1);
    world.time.advance(HOUR);
    assertThat(world.step()).extracting(OutgoingOffer::farmId).containsExactly(later.id());
  }

  @Test
  void pausedWithinTheHourNothingIsOfferedUntilItGoesOn() {
    var rollout = urgent(release, 100L);
    world.step();
    var staff = world.operator.accountId();
    world.rollouts.pause(staff, rollout.rolloutId(), FirmwareWorld.DESK);

    world.time.advance(HOUR.multipliedBy(2));
    assertThat(world.step()).isEmpty();

    world.rollouts.resume(staff, rollout.rolloutId(), FirmwareWorld.DESK);
    assertThat(world.step()).hasSize(1);
    assertThat(told(world.farm)).hasSize(1);
  }

  @Test
  void cancelledWithinTheHourNothingIsOfferedAndPeopleSeeThatItIsOver() {
    var rollout = urgent(release, 100L);
    world.step();

    world.rollouts.cancel(world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK);

    assertThat(world.step()).isEmpty();
    assertThat(heard(world.farm)).containsExactly("alert:triggered", "alert:resolved");
    world.time.advance(HOUR);
    assertThat(world.step()).isEmpty();
  }

  @Test
  void anotherUrgentRolloutIsAnotherMessageAndAnotherHour() {
    var sensor = world.node("sensor_c3", "1.0.0");
    urgent(release, 100L);
    world.step();
    world.time.advance(HOUR);
    urgent(world.release(FirmwareBoard.SENSOR_C3, "2.0.0"), 100L);

    assertThat(world.step()).extracting(OutgoingOffer::nodeId).containsExactly(world.farm.node());
    assertThat(told(world.farm)).hasSize(2);
    world.time.advance(HOUR);
    assertThat(world.step()).extracting(OutgoingOffer::nodeId).contains(sensor);
  }

  @Test
  void whatWaitsForTheNightIsNotUrgent() {
    create(release, List.of(100L), true, null, null);
    world.time.advance(Duration.ofHours(13));

    assertThat(world.step()).hasSize(1);
    assertThat(told(world.farm)).isEmpty();
  }

  @Test
  void whyItIsUrgentIsKeptAndNoted() {
    var rollout = urgent(release, 100L);

    assertThat(world.now(rollout).urgent()).isTrue();
    assertThat(world.now(rollout).urgentReason()).isEqualTo(WHY);
    assertThat(
            world.sql.query(
                "select reason from audit_log where target_id = ?",
                row -> row.getString(1),
                rollout.rolloutId()))
        .containsExactly("virtual 2.1.0 for 1 nodes, urgent: " + WHY);
  }

  @Test
  void itNeitherWaitsForTheNightNorEndsBeforeItsHour() {
    assertThatThrownBy(() -> create(release, List.of(100L), true, null, WHY))
        .hasFieldOrPropertyWithValue("field", "at_night");
    var soon = world.time.instant().plus(HOUR);
    assertThatThrownBy(() -> create(release, List.of(100L), false, soon, WHY))
        .hasFieldOrPropertyWithValue("field", "not_after");

    assertThat(create(release, List.of(100L), false, soon.plusSeconds(1), WHY).nodes())
        .isEqualTo(1);
  }

  private RolloutView urgent(ReleaseView image, Long... waves) {
    return create(image, List.of(waves), false, null, WHY);
  }

  private RolloutView create(
      ReleaseView image, List<Long> waves, boolean atNight, Instant notAfter, String why) {
    var request =
        new RolloutRequest(
            image.releaseId(), null, List.of(), List.of(), waves, 5, atNight, null, notAfter, why);
    return world.rollouts.create(world.operator.accountId(), request, FirmwareWorld.DESK);
  }

  /** One more board of the farm, for a rollout that runs. */
  private void comes(RolloutView rollout) {
    world.sql.update(
        "insert into firmware_target (rollout_id, node_id, wave, state) values (?, ?, 1,"
            + " 'waiting')",
        rollout.rolloutId(),
        world.node("virtual", "2.0.0"));
  }

  private void member(TestFarm farm) {
    var account = UUID.randomUUID();
    world.sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        account,
        account.toString().getBytes(StandardCharsets.US_ASCII));
    world.sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, 'viewer')",
        farm.id(),
        account);
  }

  /** Messages of the farm's one member, oldest first. */
  private List<String> told(TestFarm farm) {
    return world.sql.query(
        "select message.severity || ' ' || alert.message_key from message"
            + " join alert on alert.id = message.alert_id where message.farm_id = ?"
            + " order by message.id",
        row -> row.getString(1),
        farm.id());
  }

  private List<String> heard(TestFarm farm) {
    return LiveEventsTest.over(world.sql).since(farm.id(), 0, 500).stream()
        .map(LiveEvent::type)
        .toList();
  }
}
