package com.tokkatot.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Waves, reports, the brake. */
class RolloutTest {

  private final FirmwareWorld world = new FirmwareWorld();
  private final ReleaseView release = world.release("2.1.0");

  @Test
  void theCanaryGoesFirstAndTheRestWhenItIsWell() {
    world.nodes(9);
    var rollout = world.roll(release, 1L, 50L, 100L);
    assertThat(rollout.nodes()).isEqualTo(10);

    var canary = world.step();
    assertThat(canary).hasSize(1);
    assertThat(world.step()).isEmpty();

    world.succeeds(canary.get(0));
    var second = world.step();
    assertThat(second).hasSize(4);
    second.forEach(world::succeeds);
    var third = world.step();
    assertThat(third).hasSize(5);
    third.forEach(world::succeeds);
    world.step();
    assertThat(world.now(rollout).state()).isEqualTo("finished");
    assertThat(world.now(rollout).succeeded()).isEqualTo(10);
  }

  @Test
  void anOfferIsWhatTheHubExpects() {
    world.roll(release, 100L);

    var sent = world.step().get(0);

    assertThat(sent.nodeId()).isEqualTo(world.farm.node());
    assertThat(sent.offer().size()).isEqualTo(release.sizeBytes());
    assertThat(sent.offer().url())
        .isEqualTo(
            "https://cloud/api/v1/hubs/"
                + world.farm.hub()
                + "/firmware/"
                + release.releaseId()
                + "/download");
    assertThat(sent.offer().notAfter()).isEqualTo(world.time.instant().plus(Duration.ofDays(1)));
    assertThat(sent.message().topic())
        .isEqualTo("farm/" + world.farm.id() + "/devices/" + world.farm.node() + "/fw_update");
  }

  @Test
  void whatANodeSaysIsNotedAndItsVersionToo() {
    var rollout = world.roll(release, 100L);
    var offer = world.step().get(0);

    world.says(offer, State.DOWNLOADING, null, "2.0.0");
    var target = world.rollouts.targets(rollout.rolloutId(), 10, 0).get(0);
    assertThat(target.updateState()).isEqualTo("downloading");
    assertThat(target.receivedBytes()).isEqualTo(100);
    assertThat(target.firmwareVersion()).isEqualTo("2.0.0");

    world.succeeds(offer);
    target = world.rollouts.targets(rollout.rolloutId(), 10, 0).get(0);
    assertThat(target.state()).isEqualTo("succeeded");
    assertThat(target.firmwareVersion()).isEqualTo("2.1.0");
  }

  @Test
  void aReportThatIsOldOrOfNobodyChangesNothing() {
    var rollout = world.roll(release, 100L);
    var offer = world.step().get(0);
    var old = world.status(offer, State.DOWNLOADING, null, "2.0.0");
    world.succeeds(offer);

    assertThat(world.statuses.heard(world.farm.id(), old)).isTrue();
    assertThat(world.now(rollout).succeeded()).isEqualTo(1);
    assertThat(world.rollouts.targets(rollout.rolloutId(), 10, 0))
        .extracting(TargetView::updateState)
        .containsExactly("succeeded");
    assertThat(world.statuses.heard(UUID.randomUUID(), old)).isFalse();
  }

  @Test
  void tooManyFailuresPauseItAtOnce() {
    world.nodes(9);
    var rollout = world.roll(release, 1L, 100L);
    var canary = world.step().get(0);

    world.fails(canary);

    assertThat(world.now(rollout).state()).isEqualTo("paused");
    assertThat(world.now(rollout).reason()).isEqualTo("failures");
    assertThat(world.noted()).endsWith("firmware.rollout.paused");
    world.time.advance(Duration.ofDays(1));
    assertThat(world.step()).isEmpty();
  }

  @Test
  void upToTheThresholdItGoesOn() {
    world.nodes(19);
    var rollout =
        world.rollouts.create(
            world.operator.accountId(),
            world.request(release, List.of(100L), 10),
            FirmwareWorld.DESK);
    var offers = world.step();

    offers.subList(0, 2).forEach(world::fails);
    assertThat(world.now(rollout).state()).isEqualTo("running");
    world.fails(offers.get(2));
    assertThat(world.now(rollout).state()).isEqualTo("paused");

    world.rollouts.resume(world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK);
    world.fails(offers.get(3));
    assertThat(world.now(rollout).state()).as("three are forgiven").isEqualTo("running");
  }

  @Test
  void nodesThatAreAwayOrBusyDoNotSpeakAgainstAnImage() {
    var rollout = world.roll(release, 100L);
    var offer = world.step().get(0);

    world.says(offer, State.FAILED, "busy", "2.0.0");

    assertThat(world.now(rollout).state()).isEqualTo("running");
    assertThat(world.now(rollout).waiting()).isEqualTo(1);
  }

  @Test
  void aPersonGoesOnAfterFailuresThatWereSeen() {
    world.nodes(1);
    var rollout = world.roll(release, 100L);
    var offers = world.step();
    world.fails(offers.get(0));
    world.succeeds(offers.get(1));

    world.rollouts.resume(world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK);

    assertThat(world.now(rollout).state()).isEqualTo("running");
    assertThat(world.step()).isEmpty();
    world.time.advance(UpdateStatuses.RETRY_AFTER);
    var again = world.step();
    assertThat(again).hasSize(1);
    assertThat(again.get(0).offer().updateId()).isNotEqualTo(offers.get(0).offer().updateId());
    world.fails(again.get(0));
    assertThat(world.now(rollout).state()).isEqualTo("paused");
    assertThat(world.now(rollout).failed()).as("rolled back twice: never again").isEqualTo(1);
  }

  @Test
  void aNodeIsOfferedItThreeTimes() {
    var rollout = world.roll(release, 100L);
    for (var i = 0; i < UpdateStatuses.MOST_TRIES; i++) {
      assertThat(world.openAlerts()).isEmpty();
      world.says(world.step().get(0), State.FAILED, "busy", "2.0.0");
      world.time.advance(UpdateStatuses.RETRY_AFTER);
    }

    assertThat(world.openAlerts()).containsExactly("firmware_failed");
    assertThat(world.step()).isEmpty();
    assertThat(world.now(rollout).state()).isEqualTo("finished");
    assertThat(world.now(rollout).failed()).isEqualTo(1);
  }

  @Test
  void aBoardThatWentBackIsToldOfUntilItHasTheImage() {
    var rollout = world.roll(release, 100L);
    world.fails(world.step().get(0));
    assertThat(world.openAlerts()).containsExactly("firmware_rolled_back");

    world.rollouts.resume(world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK);
    world.time.advance(UpdateStatuses.RETRY_AFTER);
    world.succeeds(world.step().get(0));
    assertThat(world.openAlerts()).isEmpty();
  }

  @Test
  void anOfferThatNobodyAnswersIsMadeAgainUnderItsId() {
    world.roll(release, 100L);
    var offer = world.step();
    assertThat(world.step()).isEmpty();

    world.time.advance(RolloutStepper.AGAIN.plusSeconds(1));

    assertThat(world.step()).isEqualTo(offer);
  }

  @Test
  void silenceEndsATryAndALateReportStillCounts() {
    var rollout = world.roll(release, 100L);
    var offer = world.step().get(0);

    world.time.advance(RolloutStepper.TRY_LIFE.plus(RolloutStepper.PATIENCE).plusSeconds(1));
    assertThat(world.step()).isEmpty();
    assertThat(world.now(rollout).waiting()).isEqualTo(1);

    world.succeeds(offer);
    assertThat(world.now(rollout).succeeded()).isEqualTo(1);
  }

  @Test
  void aHubSpeaksForANodeThatHasSaidNothing() {
    var rollout = world.roll(release, 100L);
    var offer = world.step().get(0);
    var status = world.status(offer, State.FAILED, "window", null);
    var ofHub =
        new FirmwareStatus(
            status.updateId(),
            status.nodeId(),
            status.timestamp(),
            new OrderKey(0, 0, 0),
            State.FAILED,
            "window",
            null,
            null,
            null,
            null);

    assertThat(world.statuses.heard(world.farm.id(), ofHub)).isTrue();
    assertThat(world.now(rollout).waiting()).isEqualTo(1);

    world.succeeds(offer);
    world.statuses.heard(world.farm.id(), ofHub);
    assertThat(world.now(rollout).succeeded()).isEqualTo(1);
  }

  @Test
  void whatRunsItAlreadyHasWhatItWasToGet() {
    var rollout = world.roll(release, 100L);

    world.says(world.step().get(0), State.FAILED, "version", "2.1.0");

    assertThat(world.now(rollout).succeeded()).isEqualTo(1);
  }

  @Test
  void aCancelledRolloutOffersNothingAndLetsOthersIn() {
    world.nodes(1);
    var rollout = world.roll(release, 50L, 100L);
    var offer = world.step().get(0);
    assertThatThrownBy(() -> world.roll(world.release("2.2.0"), 100L))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "UPDATE_UNDER_WAY");

    world.rollouts.cancel(world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK);

    assertThat(world.step()).isEmpty();
    assertThat(world.now(rollout).cancelled()).isEqualTo(2);
    world.succeeds(offer);
    assertThat(world.now(rollout).succeeded()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                world.rollouts.resume(
                    world.operator.accountId(), rollout.rolloutId(), FirmwareWorld.DESK))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "ROLLOUT_OVER");
    assertThat(world.roll(world.release("2.3.0"), 100L).nodes()).isEqualTo(2);
  }

  @Test
  void onlyNodesOfItsBoardThatRunLessAreInIt() {
    world.node("virtual", "2.1.0");
    world.node("virtual", "3.0.0");
    world.node("sensor_c3", "2.0.0");
    var old = world.node("virtual", "2.0.10");

    var rollout = world.roll(release, 100L);

    assertThat(world.rollouts.targets(rollout.rolloutId(), 10, 0))
        .extracting(TargetView::nodeId)
        .containsExactlyInAnyOrder(old, world.farm.node());
    var nobody = world.release(FirmwareBoard.SENSOR_C3, "1.0.0");
    assertThatThrownBy(() -> world.roll(nobody, 100L)).isInstanceOf(Invalid.class);
  }

  @Test
  void aBoardThatIsTakenAwayIsWaitedForNoMore() {
    var rollout = world.roll(release, 100L);
    world.step();
    world.sql.update("update node set removed_at = ?", world.time.instant());

    world.step();

    assertThat(world.now(rollout).state()).isEqualTo("finished");
  }

  @Test
  void nothingBeginsBeforeItsWindowNorAfterIt() {
    var from = world.time.instant().plus(Duration.ofHours(1));
    var until = from.plus(Duration.ofHours(2));
    var rollout =
        world.rollouts.create(
            world.operator.accountId(),
            new RolloutRequest(
                release.releaseId(),
                "night",
                List.of(),
                List.of(),
                List.of(100L),
                5,
                false,
                from,
                until,
                null),
            FirmwareWorld.DESK);
    assertThat(world.step()).isEmpty();

    world.time.advance(Duration.ofHours(1));
    var offer = world.step().get(0);
    assertThat(offer.offer().notAfter()).isEqualTo(until);
    world.says(offer, State.FAILED, "busy", "2.0.0");
    world.time.advance(Duration.ofHours(2));
    assertThat(world.step()).isEmpty();
    assertThat(world.now(rollout).state()).isEqualTo("finished");
  }

  @Test
  void whatCanWaitGoesOutAtNightAndIsTriedAgainInTheNextOne() {
    world.rollouts.create(
        world.operator.accountId(),
        new RolloutRequest(
            release.releaseId(),
            null,
            List.of(),
            List.of(),
            List.of(100L),
            5,
            true,
            null,
            null,
            null),
        FirmwareWorld.DESK);
    assertThat(world.step()).as("13:00 in Phnom Penh").isEmpty();
    world.time.advance(Duration.ofHours(13).minusSeconds(1));
    assertThat(world.step()).isEmpty();

    world.time.advance(Duration.ofSeconds(1));
    var offer = world.step().get(0);
    assertThat(offer.offer().notAfter()).isEqualTo(world.time.instant().plus(Duration.ofHours(2)));
    world.says(offer, State.FAILED, "busy", "2.0.0");
    world.time.advance(Duration.ofHours(2));
    assertThat(world.step()).isEmpty();
    world.time.advance(Duration.ofHours(22));
    assertThat(world.step()).hasSize(1);
  }

  @Test
  void aFarmSaysAtWhichHourItsNightBegins() {
    TestSettings.set(world.sql, world.farm.id(), Key.FIRMWARE_HOUR, 22);
    world.rollouts.create(
        world.operator.accountId(),
        new RolloutRequest(
            release.releaseId(),
            null,
            List.of(),
            List.of(),
            List.of(100L),
            5,
            true,
            null,
            null,
            null),
        FirmwareWorld.DESK);
    world.time.advance(Duration.ofHours(9).minusSeconds(1));
    assertThat(world.step()).as("just before 22:00 in Phnom Penh").isEmpty();

    world.time.advance(Duration.ofSeconds(1));

    assertThat(world.step().get(0).offer().notAfter())
        .isEqualTo(world.time.instant().plus(Duration.ofHours(2)));
  }

  @Test
  void wavesGrowAndEndWithAll() {
    assertThatThrownBy(() -> world.request(release, List.of(), 5)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> world.request(release, List.of(50L), 5)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> world.request(release, List.of(50L, 50L, 100L), 5))
        .hasFieldOrPropertyWithValue("field", "waves");
    assertThatThrownBy(() -> world.request(release, List.of(100L), 101))
        .hasFieldOrPropertyWithValue("field", "most_failures_percent");
  }
}
