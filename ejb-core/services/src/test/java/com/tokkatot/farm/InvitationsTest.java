package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.account.Contact;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvitationsTest {

  private static final Contact NOBODY = Contact.phone("phone", "012 345 678");

  private final FarmWorld world = new FarmWorld();
  private final Invitations invitations = world.invitations;
  private final ReceivedInvitations received = world.received;
  private final Caller sok = world.person("sok");
  private final Caller dara = world.person("dara");
  private final FarmRecord farm = world.farmOf(sok);
  private final Member owner = world.memberships.member(sok, farm.id());
  private final Contact darasContact = world.contactOf(dara, "dara");

  @Test
  void anInvitationIsSeenByWhoOwnsTheContactAndAccepted() {
    var made = invite(darasContact, Role.MANAGER);

    var seen = received.of(dara);
    assertThat(seen).extracting(ReceivedInvitation::farmName).containsExactly("Sok's farm");
    assertThat(seen.get(0).invitedBy()).isEqualTo("sok");

    var joined = received.accept(dara, made.invitationId(), FarmWorld.PHONE);

    assertThat(joined.role()).isEqualTo("manager");
    assertThat(received.of(dara)).isEmpty();
    assertThat(invitations.of(owner)).isEmpty();
    assertThat(world.members.of(owner).get(1).invitedBy()).isEqualTo(sok.accountId());
    assertThat(world.noted(farm.id()))
        .containsExactly("farm.created", "invitation.made", "invitation.accepted");
  }

  @Test
  void aContactWithoutAnAccountIsInvitedLikeAnyOther() {
    assertThat(invite(NOBODY, Role.VIEWER).contact()).isEqualTo("+85512345678");
    assertThat(invitations.of(owner)).hasSize(1);
  }

  @Test
  void theContactIsSealedInTheDatabase() {
    invite(NOBODY, Role.VIEWER);

    assertThat(
            world.sql.query(
                "select contact_sealed from invitation where farm_id = ?",
                row -> row.getString("contact_sealed"),
                farm.id()))
        .allSatisfy(contact -> assertThat(contact).doesNotContain("345678"));
  }

  @Test
  void whoHasNotProvenTheContactSeesNothing() {
    invite(darasContact, Role.VIEWER);
    world.sql.update("update account set contact_verified = false where id = ?", dara.accountId());

    assertThat(received.of(dara)).isEmpty();
  }

  @Test
  void anotherPersonsInvitationIsNone() {
    var made = invite(darasContact, Role.VIEWER);
    var thief = world.person("thief");

    assertThatThrownBy(() -> received.accept(thief, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> received.decline(thief, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void declinedIsDeclined() {
    var made = invite(darasContact, Role.VIEWER);

    received.decline(dara, made.invitationId(), FarmWorld.PHONE);

    assertThatThrownBy(() -> received.accept(dara, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThat(world.memberships.find(dara, farm.id())).isEmpty();
    assertThat(world.noted(farm.id())).endsWith("invitation.declined");
  }

  @Test
  void withdrawnIsWithdrawn() {
    var made = invite(darasContact, Role.VIEWER);

    invitations.withdraw(owner, made.invitationId(), FarmWorld.PHONE);

    assertThat(received.of(dara)).isEmpty();
    assertThatThrownBy(() -> invitations.withdraw(owner, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void anotherFarmsInvitationIsNotWithdrawn() {
    var made = invite(darasContact, Role.VIEWER);
    var elsewhere = world.memberships.member(dara, world.farmOf(dara).id());

    assertThatThrownBy(() -> invitations.withdraw(elsewhere, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void itRunsOutAfterSevenDaysAndMayBeRepeated() {
    var made = invite(darasContact, Role.VIEWER);
    assertThat(made.expiresAt()).isEqualTo(world.time.instant().plus(Duration.ofDays(7)));
    world.time.advance(Duration.ofDays(7));

    assertThat(received.of(dara)).isEmpty();
    assertThatThrownBy(() -> received.accept(dara, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThat(invite(darasContact, Role.VIEWER)).isNotNull();
  }

  @Test
  void aDeletedFarmInvitesNobody() {
    var made = invite(darasContact, Role.VIEWER);
    world.farms.delete(owner, FarmWorld.PHONE);

    assertThat(received.of(dara)).isEmpty();
    assertThatThrownBy(() -> received.accept(dara, made.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void membersAndInvitedOnesAreNotInvitedAgain() {
    world.join(farm, dara, Role.VIEWER);
    invite(NOBODY, Role.VIEWER);

    assertThatThrownBy(() -> invite(darasContact, Role.MANAGER)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> invite(NOBODY, Role.VIEWER)).isInstanceOf(Conflict.class);
  }

  @Test
  void nobodyIsInvitedAsOwner() {
    assertThatThrownBy(() -> invite(NOBODY, Role.OWNER)).isInstanceOf(Invalid.class);
  }

  @Test
  void aManagerInvitesViewersOnly() {
    var manager = world.join(farm, dara, Role.MANAGER);
    var managers = invite(NOBODY, Role.MANAGER);

    assertThatThrownBy(
            () ->
                invitations.invite(
                    manager, Contact.phone("phone", "012345679"), Role.MANAGER, FarmWorld.PHONE))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () -> invitations.withdraw(manager, managers.invitationId(), FarmWorld.PHONE))
        .isInstanceOf(NotAllowed.class);
    assertThat(world.noted(farm.id())).endsWith("permission.denied", "permission.denied");
    assertThat(
            invitations
                .invite(manager, Contact.phone("phone", "012345670"), Role.VIEWER, FarmWorld.PHONE)
                .role())
        .isEqualTo("viewer");
  }

  @Test
  void openInvitationsTakeASeat() {
    world.fill(farm, 48);
    invite(NOBODY, Role.VIEWER);

    assertThatThrownBy(() -> invite(darasContact, Role.VIEWER))
        .isInstanceOf(Conflict.class)
        .extracting("code")
        .isEqualTo("LIMIT_EXCEEDED");
  }

  @Test
  void oldInvitationsAreForgotten() {
    var open = invite(NOBODY, Role.VIEWER);
    var keeper = new InvitationKeeper();
    keeper.sql = world.sql;
    keeper.time = world.time;

    world.time.advance(Duration.ofDays(36));
    keeper.forget();
    assertThat(kept()).isEqualTo(1);

    world.time.advance(Duration.ofDays(2));
    keeper.forget();
    assertThat(kept()).isZero();
    assertThat(open).isNotNull();
  }

  private long kept() {
    return world
        .sql
        .query(
            "select count(*) as kept from invitation where farm_id = ?",
            row -> row.getLong("kept"),
            farm.id())
        .get(0);
  }

  private InvitationView invite(Contact contact, Role role) {
    return invitations.invite(owner, contact, role, FarmWorld.PHONE);
  }
}
