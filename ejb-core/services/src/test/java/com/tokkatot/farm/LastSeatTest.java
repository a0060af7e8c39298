package com.tokkatot.farm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.account.Caller;
import com.tokkatot.account.Contact;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Problem;
import com.tokkatot.shared.TestTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;

/** Several at once, each in a transaction of its own. */
class LastSeatTest {

  private static final int AT_ONCE = 8;

  private final FarmWorld world = new FarmWorld();
  private final Caller sok = world.person("sok");
  private final FarmRecord farm = world.farmOf(sok);
  private final Member owner = world.memberships.member(sok, farm.id());

  @RepeatedTest(3)
  void oneOfManyTakesTheLastSeat() {
    var invited = new ArrayList<Caller>();
    var invitations = new ArrayList<UUID>();
    for (var i = 0; i < AT_ONCE; i++) {
      var person = world.person("dara");
      invited.add(person);
      invitations.add(invite(world.contactOf(person, "dara")));
    }
    world.fill(farm, 48);

    var refused =
        atOnce(
            (inside, i) ->
                inside.received.accept(invited.get(i), invitations.get(i), FarmWorld.PHONE));

    assertThat(refused)
        .hasSize(AT_ONCE - 1)
        .allSatisfy(problem -> assertThat(problem.code()).isEqualTo("LIMIT_EXCEEDED"));
    assertThat(world.members.of(owner)).hasSize(Members.MOST);
  }

  @RepeatedTest(3)
  void oneInvitationIsAcceptedOnce() {
    var dara = world.person("dara");
    var invitation = invite(world.contactOf(dara, "dara"));

    var refused = atOnce((inside, i) -> inside.received.accept(dara, invitation, FarmWorld.PHONE));

    assertThat(refused).hasSize(AT_ONCE - 1).hasOnlyElementsOfType(NotFound.class);
    assertThat(world.members.of(owner)).hasSize(2);
  }

  @RepeatedTest(3)
  void acceptingAndWithdrawingAtOnceDoesOneOfTheTwo() {
    var dara = world.person("dara");
    var invitation = invite(world.contactOf(dara, "dara"));

    var refused =
        atOnce(
            (inside, i) -> {
              if (i % 2 == 0) {
                inside.received.accept(dara, invitation, FarmWorld.PHONE);
              } else {
                inside.invitations.withdraw(owner, invitation, FarmWorld.PHONE);
              }
            });

    assertThat(refused).hasSize(AT_ONCE - 1);
    var noted = world.noted(farm.id());
    assertThat(noted.contains("invitation.accepted"))
        .isEqualTo(world.memberships.find(dara, farm.id()).isPresent())
        .isNotEqualTo(noted.contains("invitation.withdrawn"));
  }

  @RepeatedTest(3)
  void oneContactIsInvitedOnce() {
    var contact = Contact.phone("phone", "012345678");

    var refused =
        atOnce(
            (inside, i) -> inside.invitations.invite(owner, contact, Role.VIEWER, FarmWorld.PHONE));

    assertThat(refused).hasSize(AT_ONCE - 1).hasOnlyElementsOfType(Conflict.class);
    assertThat(world.invitations.of(owner)).hasSize(1);
  }

  private UUID invite(Contact contact) {
    return world.invitations.invite(owner, contact, Role.VIEWER, FarmWorld.PHONE).invitationId();
  }

  private interface Deed {
    void in(FarmWorld inside, int number);
  }

  /** All start together; what was refused comes back. */
  private List<Problem> atOnce(Deed deed) {
    var start = new CyclicBarrier(AT_ONCE);
    var executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var running = new ArrayList<CompletableFuture<Problem>>();
      for (var i = 0; i < AT_ONCE; i++) {
        var number = i;
        running.add(
            CompletableFuture.supplyAsync(
                () -> attempt(start, inside -> deed.in(inside, number)), executor));
      }
      return running.stream().map(CompletableFuture::join).filter(p -> p != null).toList();
    } finally {
      executor.shutdownNow();
    }
  }

  private Problem attempt(CyclicBarrier start, Consumer<FarmWorld> deed) {
    try {
      return TestTransaction.run(
          sql -> {
            try {
              start.await();
            } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
              throw new IllegalStateException(e);
            }
            deed.accept(world.within(sql));
            return null;
          });
    } catch (Problem refused) {
      return refused;
    }
  }
}
