package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FarmsTest {

  private final FarmWorld world = new FarmWorld();
  private final Farms farms = world.farms;
  private final Caller sok = world.person("sok");

  @Test
  void whoeverMakesAFarmOwnsIt() {
    var farm = world.farmOf(sok);

    assertThat(farm.role()).isEqualTo("owner");
    assertThat(farm.ownerId()).isEqualTo(sok.accountId());
    assertThat(world.memberships.member(sok, farm.id()).role()).isEqualTo(Role.OWNER);
    assertThat(world.noted(farm.id())).containsExactly("farm.created");
  }

  @Test
  void aNewFarmHasOneCoopNamedInTheOwnersLanguage() {
    var farm = world.farmOf(sok);

    assertThat(
            world.sql.query(
                "select name from coop where farm_id = ?", row -> row.getString("name"), farm.id()))
        .containsExactly("ទ្រុង 1");
  }

  @Test
  void everyoneSeesTheirFarmsByNameWithTheirRole() {
    var second = farms.create(sok, FarmWorld.details("B"), FarmWorld.PHONE);
    var first = farms.create(world.person("dara"), FarmWorld.details("A"), FarmWorld.PHONE);
    world.join(first, sok, Role.VIEWER);

    assertThat(farms.of(sok)).extracting(FarmView::id).containsExactly(first.id(), second.id());
    assertThat(farms.of(sok)).extracting(FarmView::role).containsExactly("viewer", "owner");
  }

  @Test
  void theFarmAtHomeComesFirst() {
    farms.create(sok, FarmWorld.details("A"), FarmWorld.PHONE);
    var home = farms.create(sok, FarmWorld.details("B"), FarmWorld.PHONE);
    world.sql.update(
        "insert into setting (scope, owner_id, version, chosen)"
            + " values ('account', ?, 1, jsonb_build_object('home_farm', ?::text))",
        sok.accountId(),
        home.id().toString());

    assertThat(farms.of(sok)).extracting(FarmView::name).containsExactly("B", "A");
  }

  @Test
  void devicesAreCountedOnceHoweverManyMembersThereAre() {
    var farm = world.farmOf(sok);
    world.fill(farm, 3);
    standOn(farm.id());

    assertThat(farms.of(sok).get(0).deviceCount()).isEqualTo(1);
    assertThat(farms.of(sok).get(0).onlineDevices()).isEqualTo(1);
    assertThat(farms.get(world.memberships.member(sok, farm.id())).statistics())
        .isEqualTo(new FarmRecord.Statistics(1, 1, 4));
  }

  @Test
  void aForeignFarmIsNotFoundAndNeitherIsOneThatIsNot() {
    var farm = world.farmOf(sok);
    var stranger = world.person("stranger");

    assertThatThrownBy(() -> world.memberships.member(stranger, farm.id()))
        .isInstanceOf(NotFound.class)
        .hasMessage("no such farm");
    assertThatThrownBy(() -> world.memberships.member(stranger, UUID.randomUUID()))
        .isInstanceOf(NotFound.class)
        .hasMessage("no such farm");
  }

  @Test
  void aChangeSaysWhatWasChanged() {
    var farm = world.farmOf(sok);
    world.time.advance(Duration.ofMinutes(1));

    var changed =
        farms.change(
            world.memberships.member(sok, farm.id()),
            now ->
                new FarmDetails("New name", "Takeo", 11.1234567, 104.5, "Asia/Bangkok", null, null),
            FarmWorld.PHONE);

    assertThat(changed.name()).isEqualTo("New name");
    assertThat(changed.latitude()).isEqualTo(11.1234567);
    assertThat(changed.updatedAt()).isEqualTo(world.time.instant());
    assertThat(reasons(farm.id())).contains("name, location, latitude, longitude, timezone");
  }

  @Test
  void aChangeThatChangesNothingLeavesNoTrace() {
    var farm = world.farmOf(sok);

    farms.change(world.memberships.member(sok, farm.id()), now -> now, FarmWorld.PHONE);

    assertThat(world.noted(farm.id())).containsExactly("farm.created");
  }

  @Test
  void aDeletedFarmVanishesForAllAtOnceAndItsRowsStay() {
    var farm = world.farmOf(sok);
    var viewer = world.person("viewer");
    world.join(farm, viewer, Role.VIEWER);
    var owner = world.memberships.member(sok, farm.id());

    farms.delete(owner, FarmWorld.PHONE);

    assertThat(world.memberships.find(sok, farm.id())).isEmpty();
    assertThat(world.memberships.find(viewer, farm.id())).isEmpty();
    assertThat(farms.of(viewer)).isEmpty();
    assertThat(world.membersChanged.fired()).containsExactly(new MemberChanged(farm.id(), null));
    assertThatThrownBy(() -> farms.delete(owner, FarmWorld.PHONE)).isInstanceOf(NotFound.class);
    assertThat(
            world.sql.query(
                "select deleted_at from farm where id = ?",
                row -> Sql.instant(row, "deleted_at"),
                farm.id()))
        .containsExactly(world.time.instant());
    assertThat(world.noted(farm.id())).containsExactly("farm.created", "farm.deleted");
  }

  @Test
  void aPhotoThatWasSentHereIsTheFarmsImageUntilItIsDeleted() {
    var farm = world.farmOf(sok);
    var owner = world.memberships.member(sok, farm.id());
    var photo = UUID.randomUUID();
    world.sql.update(
        "insert into picture (id, farm_id, sha256, size_bytes, width, height, made_at)"
            + " values (?, ?, '', 1, 1, 1, now())",
        photo,
        farm.id());

    assertThat(farms.get(owner).imageUrl())
        .isEqualTo("/api/v1/farms/" + farm.id() + "/photo?v=" + photo);

    farms.delete(owner, FarmWorld.PHONE);
    assertThat(
            world.sql.query(
                "select expires_at from picture where id = ?",
                row -> Sql.instant(row, "expires_at"),
                photo))
        .containsExactly(world.time.instant());
  }

  @Test
  void aLineSaysWhoAndFromWhere() {
    var farm = world.farmOf(sok);

    assertThat(
            world.sql.query(
                "select account_id, ip_address, user_agent, request_id from audit_log"
                    + " where farm_id = ?",
                row ->
                    row.getString("account_id")
                        + row.getString("ip_address")
                        + row.getString("user_agent")
                        + row.getString("request_id"),
                farm.id()))
        .containsExactly(sok.accountId() + "192.0.2.7" + "phone" + "request-1");
  }

  private java.util.List<String> reasons(UUID farmId) {
    return world.sql.query(
        "select reason from audit_log where farm_id = ?", row -> row.getString("reason"), farmId);
  }

  private void standOn(UUID farmId) {
    var node = UUID.randomUUID();
    world.sql.update(
        "insert into hub (id, farm_id, is_online) values (?, ?, true)", UUID.randomUUID(), farmId);
    world.sql.update(
        "insert into node (id, farm_id, hardware_id, name, board, is_online)"
            + " values (?, ?, ?, 'N', 'virtual', true)",
        node,
        farmId,
        node.toString());
    world.sql.update(
        "insert into device (id, farm_id, node_id, name, kind, type)"
            + " values (?, ?, ?, 'Light', 'light', 'relay')",
        UUID.randomUUID(),
        farmId,
        node);
  }
}
