package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.account.StaffRole;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccessTest {

  private final FarmWorld world = new FarmWorld();
  private final Access access = world.access;
  private final Caller sok = world.person("sok");
  private final FarmRecord farm = world.farmOf(sok);

  @Test
  void aMemberEntersWithTheRoleThere() {
    var viewer = world.person("viewer");
    world.join(farm, viewer, Role.VIEWER);

    assertThat(access.enter(viewer, farm.id(), Permission.SEE_FARM, FarmWorld.PHONE).role())
        .isEqualTo(Role.VIEWER);
    assertThat(world.noted(farm.id())).containsExactly("farm.created");
  }

  @Test
  void whoseRoleIsTooLowIsTurnedAwayAndWrittenDownEachTime() {
    var viewer = world.person("viewer");
    world.join(farm, viewer, Role.VIEWER);

    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(() -> access.enter(viewer, farm.id(), Permission.COMMAND, FarmWorld.PHONE))
          .isInstanceOf(NotAllowed.class);
    }

    assertThat(world.noted(farm.id()))
        .containsExactly("farm.created", "permission.denied", "permission.denied");
  }

  @Test
  void aStrangerFindsNoFarmAndIsWrittenDownOnceAnHour() {
    var stranger = world.person("stranger");

    knock(stranger);
    knock(stranger);
    assertThat(world.noted(farm.id())).containsExactly("farm.created", "farm.denied");

    world.time.advance(Access.SAID_ONCE.plusSeconds(1));
    knock(stranger);
    assertThat(world.noted(farm.id()))
        .containsExactly("farm.created", "farm.denied", "farm.denied");
  }

  @Test
  void staffLookInAndAreWrittenDownOnceAnHourAndSession() {
    var technician = world.staff(StaffRole.TECHNICIAN);

    var member = access.enter(technician, farm.id(), Permission.SEE_FARM, FarmWorld.PHONE);
    access.enter(technician, farm.id(), Permission.COMMAND, FarmWorld.PHONE);

    assertThat(member.role()).isNull();
    assertThat(member.staffRole()).isEqualTo(StaffRole.TECHNICIAN);
    assertThat(world.noted(farm.id())).containsExactly("farm.created", "farm.support");

    var again = new Caller(technician.accountId(), UUID.randomUUID(), StaffRole.TECHNICIAN);
    access.enter(again, farm.id(), Permission.SEE_FARM, FarmWorld.PHONE);
    assertThat(world.noted(farm.id())).endsWith("farm.support", "farm.support");
  }

  @Test
  void staffDoNotDoWhatIsTheFarmersOwn() {
    var admin = world.staff(StaffRole.ADMIN);

    for (var own :
        new Permission[] {
          Permission.DELETE_FARM, Permission.INVITE_VIEWER, Permission.CHANGE_MEMBERS
        }) {
      assertThatThrownBy(() -> access.enter(admin, farm.id(), own, FarmWorld.PHONE))
          .isInstanceOf(NotAllowed.class);
    }
    assertThatThrownBy(() -> access.check(admin, Permission.BE_FARMER, FarmWorld.PHONE))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void farmersDoNotDoWhatIsForStaff() {
    assertThatThrownBy(() -> access.check(sok, Permission.MANAGE_STAFF, FarmWorld.PHONE))
        .isInstanceOf(NotAllowed.class);
    access.check(sok, Permission.BE_FARMER, FarmWorld.PHONE);
    access.check(world.staff(StaffRole.ADMIN), Permission.MANAGE_STAFF, FarmWorld.PHONE);
    assertThatThrownBy(
            () ->
                access.check(
                    world.staff(StaffRole.TECHNICIAN), Permission.MANAGE_STAFF, FarmWorld.PHONE))
        .isInstanceOf(NotAllowed.class);
  }

  private void knock(Caller stranger) {
    assertThatThrownBy(
            () -> access.enter(stranger, farm.id(), Permission.SEE_FARM, FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }
}
