package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembersTest {

  private final FarmWorld world = new FarmWorld();
  private final Members members = world.members;
  private final Caller sok = world.person("sok");
  private final Caller dara = world.person("dara");
  private final FarmRecord farm = world.farmOf(sok);
  private final Member owner = world.memberships.member(sok, farm.id());

  @Test
  void membersAreListedByRankWithTheirContacts() {
    world.join(farm, world.person("bopha"), Role.VIEWER);
    world.join(farm, dara, Role.MANAGER);

    var listed = members.of(owner);

    assertThat(listed).extracting(MemberView::role).containsExactly("owner", "manager", "viewer");
    assertThat(listed.get(1).email()).isEqualTo(world.contactOf(dara, "dara").value());
    assertThat(listed.get(1).phone()).isNull();
  }

  @Test
  void peopleOfTheSameFarmFindEachOthersPictures() {
    world.join(farm, dara, Role.VIEWER);
    var picture = UUID.randomUUID();
    world.sql.update(
        "insert into picture (id, account_id, sha256, size_bytes, width, height, made_at)"
            + " values (?, ?, '', 1, 1, 1, now())",
        picture,
        dara.accountId());

    assertThat(members.of(owner))
        .extracting(MemberView::avatarUrl)
        .containsExactly(
            null,
            "/api/v1/farms/%s/members/%s/avatar?v=%s"
                .formatted(farm.id(), dara.accountId(), picture));
    members.require(owner, dara.accountId());
    var stranger = world.person("stranger").accountId();
    assertThatThrownBy(() -> members.require(owner, stranger)).isInstanceOf(NotFound.class);
  }

  @Test
  void theOwnerMakesAViewerAManager() {
    world.join(farm, dara, Role.VIEWER);

    var changed = members.changeRole(owner, dara.accountId(), Role.MANAGER, FarmWorld.PHONE);

    assertThat(changed.role()).isEqualTo("manager");
    assertThat(world.memberships.member(dara, farm.id()).role()).isEqualTo(Role.MANAGER);
    assertThat(world.noted(farm.id())).endsWith("member.role_changed");
  }

  @Test
  void thereIsOneOwnerOnly() {
    world.join(farm, dara, Role.MANAGER);

    assertThatThrownBy(
            () -> members.changeRole(owner, dara.accountId(), Role.OWNER, FarmWorld.PHONE))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () -> members.changeRole(owner, sok.accountId(), Role.VIEWER, FarmWorld.PHONE))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                world.sql.update(
                    "update farm_member set role = 'owner' where account_id = ?", dara.accountId()))
        .isInstanceOf(Sql.SqlFailure.class);
  }

  @Test
  void aRemovedMemberIsOutAtOnce() {
    world.join(farm, dara, Role.MANAGER);

    members.remove(owner, dara.accountId(), FarmWorld.PHONE);

    assertThat(world.memberships.find(dara, farm.id())).isEmpty();
    assertThat(world.noted(farm.id())).endsWith("member.removed");
    assertThat(world.membersChanged.fired())
        .containsExactly(new MemberChanged(farm.id(), dara.accountId()));
  }

  @Test
  void aMemberMayLeave() {
    var manager = world.join(farm, dara, Role.MANAGER);

    members.remove(manager, dara.accountId(), FarmWorld.PHONE);

    assertThat(world.memberships.find(dara, farm.id())).isEmpty();
    assertThat(world.noted(farm.id())).endsWith("member.left");
  }

  @Test
  void theOwnerStays() {
    assertThatThrownBy(() -> members.remove(owner, sok.accountId(), FarmWorld.PHONE))
        .isInstanceOf(Conflict.class)
        .extracting("code")
        .isEqualTo("OWNER_REQUIRED");
  }

  @Test
  void whoIsNotInTheFarmIsNotFoundThere() {
    var elsewhere = world.farmOf(dara);

    assertThat(elsewhere.ownerId()).isEqualTo(dara.accountId());
    assertThatThrownBy(() -> members.remove(owner, dara.accountId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () -> members.changeRole(owner, UUID.randomUUID(), Role.VIEWER, FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }
}
