package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CoopsTest {

  private static final FlockDetails BIRDS =
      new FlockDetails("Cobb 500", LocalDate.parse("2026-02-20"), 100);

  private final FarmWorld world = new FarmWorld();
  private final Coops coops = world.coops;
  private final Caller sok = world.person("sok");
  private final FarmRecord farm = world.farmOf(sok);
  private final Member owner = world.memberships.member(sok, farm.id());

  @Test
  void aFarmStartsWithACoopAndGetsMore() {
    create("ទ្រុង 2", BIRDS);

    assertThat(coops.of(owner)).extracting(CoopView::name).contains("ទ្រុង 2").hasSize(2);
    assertThat(world.noted(farm.id())).endsWith("coop.created");
  }

  @Test
  void deathsAreCountedUntilNoBirdIsLeft() {
    var coop = create("B", BIRDS);

    note(coop, null, 60);
    note(coop, LocalDate.parse("2026-02-21"), 50 - 10);

    assertThat(coops.get(owner, coop).flock().deaths()).isEqualTo(100);
    assertThatThrownBy(() -> note(coop, null, 1)).isInstanceOf(Invalid.class);
    note(coop, null, -5);
    assertThat(coops.get(owner, coop).flock().deaths()).isEqualTo(95);
    assertThat(coops.deaths(owner, coop)).hasSize(3);
    assertThat(coops.deaths(owner, coop).get(2).day()).isEqualTo("2026-02-21");
    assertThat(world.noted(farm.id())).endsWith("flock.deaths_noted");
  }

  @Test
  void nobodyDiesTomorrowOrBeforePlacement() {
    var coop = create("B", BIRDS);

    // 06:00 UTC is 13:00 on the farm: still the first of March.
    assertThatThrownBy(() -> note(coop, LocalDate.parse("2026-03-02"), 1))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> note(coop, LocalDate.parse("2026-02-19"), 1))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> note(coop, null, 0)).isInstanceOf(Invalid.class);
  }

  @Test
  void aFlockIsPutRightAndEndsAndTheNextCountsAnew() {
    var coop = create("B", BIRDS);
    note(coop, null, 7);

    var more = new FlockDetails("Ross 308", BIRDS.placedAt(), 120);
    assertThat(change(coop, more).flock().deaths()).isEqualTo(7);
    var fewer = new FlockDetails("Ross 308", BIRDS.placedAt(), 6);
    assertThatThrownBy(() -> change(coop, fewer)).isInstanceOf(Invalid.class);

    assertThat(change(coop, null).flock()).isNull();
    assertThatThrownBy(() -> note(coop, null, 1))
        .isInstanceOf(Conflict.class)
        .hasFieldOrPropertyWithValue("code", "NO_FLOCK");
    assertThat(change(coop, BIRDS).flock().deaths()).isZero();
  }

  @Test
  void aCoopTakenAwayIsNotFound() {
    var coop = create("B", BIRDS);

    coops.remove(owner, coop, FarmWorld.PHONE);

    assertThatThrownBy(() -> coops.get(owner, coop)).isInstanceOf(NotFound.class);
    assertThat(coops.of(owner)).hasSize(1);
    assertThat(world.noted(farm.id())).endsWith("coop.removed");
    assertThat(world.coopsChanged.fired()).containsExactly(new CoopChanged(farm.id(), coop));
  }

  @Test
  void whatAHouseIsUsedForIsKeptNotedAndTold() {
    var coop = create("B", null);

    var warm = coops.change(owner, coop, now -> used(now, HouseMode.PRE_HEAT), FarmWorld.PHONE);

    assertThat(warm.houseMode()).isEqualTo("pre_heat");
    assertThat(coops.get(owner, coop)).isEqualTo(warm);
    assertThat(world.noted(farm.id())).endsWith("coop.changed");
    assertThat(world.coopsChanged.fired()).containsExactly(new CoopChanged(farm.id(), coop));
  }

  @Test
  void itsHubIsToldOfOtherBirdsButNotOfAnotherName() {
    var coop = create("B", null);

    coops.change(owner, coop, now -> new CoopDetails("C", now.houseMode(), null), FarmWorld.PHONE);
    assertThat(world.coopsChanged.fired()).isEmpty();
    change(coop, BIRDS);
    assertThat(world.coopsChanged.fired()).hasSize(1);
  }

  @Test
  void aHouseWithBirdsIsNotEmpty() {
    var coop = create("B", BIRDS);

    assertThatThrownBy(
            () -> coops.change(owner, coop, now -> used(now, HouseMode.EMPTY), FarmWorld.PHONE))
        .hasMessageContaining("house_mode");
    assertThat(coops.get(owner, coop).houseMode()).isEqualTo("growth");
  }

  @Test
  void birdsThatComeIntoAnEmptyHouseGrowThere() {
    var empty = new CoopDetails("B", HouseMode.EMPTY, null);

    assertThat(empty.with(BIRDS).houseMode()).isEqualTo(HouseMode.GROWTH);
    assertThat(new CoopDetails("B", HouseMode.CATCHING, BIRDS).with(BIRDS).houseMode())
        .isEqualTo(HouseMode.CATCHING);
    assertThat(new CoopDetails("B", HouseMode.GROWTH, BIRDS).with(null).houseMode())
        .isEqualTo(HouseMode.GROWTH);
  }

  private static CoopDetails used(CoopDetails now, HouseMode mode) {
    return new CoopDetails(now.name(), mode, now.flock());
  }

  @Test
  void aForeignCoopIsNotFound() {
    var dara = world.person("dara");
    var other = world.memberships.member(dara, world.farmOf(dara).id());
    var coop = create("B", BIRDS);

    assertThatThrownBy(() -> coops.get(other, coop)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> coops.remove(other, coop, FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> coops.noteDeaths(other, coop, null, 1, null, FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  private UUID create(String name, FlockDetails flock) {
    return coops
        .create(owner, new CoopDetails(name, HouseMode.GROWTH, flock), FarmWorld.PHONE)
        .id();
  }

  private CoopView change(UUID coop, FlockDetails flock) {
    return coops.change(
        owner, coop, now -> new CoopDetails(now.name(), now.houseMode(), flock), FarmWorld.PHONE);
  }

  private void note(UUID coop, LocalDate day, int count) {
    coops.noteDeaths(owner, coop, day, count, null, FarmWorld.PHONE);
  }
}
