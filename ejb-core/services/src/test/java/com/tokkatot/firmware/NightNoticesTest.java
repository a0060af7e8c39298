package com.tokkatot.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for the night is told of ahead. It is 13:00 in Phnom Penh. */
class NightNoticesTest {

  private static final Duration TO_NIGHT = Duration.ofHours(13);

  private final FirmwareWorld world = new FirmwareWorld();
  private final ReleaseView release = world.release("2.1.0");

  @Test
  void aFarmIsToldOnceForAllItsBoardsUntilTheLastHasIt() {
    world.nodes(1);
    create(50L, 100L);
    assertThat(seen()).containsExactly("firmware_available");
    assertThat(seen()).containsExactly("firmware_available");

    world.time.advance(TO_NIGHT);
    var first = world.step();
    assertThat(first).hasSize(1);
    world.succeeds(first.get(0));
    assertThat(seen()).as("another board waits").containsExactly("firmware_available");

    var second = world.step();
    assertThat(seen()).as("it has not got it yet").containsExactly("firmware_available");
    world.succeeds(second.get(0));
    assertThat(seen()).isEmpty();
    assertThat(alerts()).isEqualTo(1);
  }

  @Test
  void whatIsCancelledIsOverAndWhatIsPausedIsNot() {
    var rollout = create(100L);
    seen();
    var staff = world.operator.accountId();

    world.rollouts.pause(staff, rollout.rolloutId(), FirmwareWorld.DESK);
    assertThat(seen()).containsExactly("firmware_available");

    world.rollouts.cancel(staff, rollout.rolloutId(), FirmwareWorld.DESK);
    assertThat(seen()).isEmpty();
  }

  @Test
  void whatBeginsLaterIsToldOfWhenItBegins() {
    var later = world.time.instant().plus(Duration.ofHours(1));
    create(later, true, 100L);
    assertThat(seen()).isEmpty();

    world.time.advance(Duration.ofHours(1));
    assertThat(seen()).containsExactly("firmware_available");
  }

  @Test
  void ofWhatWaitsForNoNightNobodyIsToldAhead() {
    create(null, false, 100L);

    assertThat(seen()).isEmpty();
    assertThat(alerts()).as("not for a moment").isZero();
  }

  @Test
  void aBoardThatWasTakenAwayWaitsNoMore() {
    create(100L);
    assertThat(seen()).containsExactly("firmware_available");

    world.sql.update("update node set removed_at = now() where id = ?", world.farm.node());

    assertThat(seen()).isEmpty();
  }

  private RolloutView create(Long... waves) {
    return create(null, true, waves);
  }

  private RolloutView create(Instant notBefore, boolean atNight, Long... waves) {
    var request =
        new RolloutRequest(
            release.releaseId(),
            null,
            List.of(),
            List.of(),
            List.of(waves),
            5,
            atNight,
            notBefore,
            null,
            null);
    return world.rollouts.create(world.operator.accountId(), request, FirmwareWorld.DESK);
  }

  /** What the farm is told of after another look. */
  private List<String> seen() {
    world.nights.look();
    return world.openAlerts();
  }

  private int alerts() {
    return world
        .sql
        .query(
            "select count(*) from alert where farm_id = ?", row -> row.getInt(1), world.farm.id())
        .get(0);
  }
}
