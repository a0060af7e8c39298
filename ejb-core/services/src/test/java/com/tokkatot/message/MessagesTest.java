package com.tokkatot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each member is told, and what he has read. */
class MessagesTest {

  private final MessageWorld world = new MessageWorld(TestDatabase.sql());

  @Test
  void deadlyHeatIsAnUrgentMessageToEveryMember() {
    world.itIs(38.5);

    var message = world.of(world.owner).get(0);
    assertThat(message.severity()).isEqualTo("urgent");
    assertThat(message.type()).isEqualTo("temperature_high");
    assertThat(message.messageKey()).isEqualTo("alert.temperatureHigh");
    assertThat(message.action()).isEqualTo("cool_birds");
    assertThat(message.deviceName()).isEqualTo("Light");
    assertThat(message.farmName()).isEqualTo("Test");
    assertThat(message.alert().actualValue()).isEqualTo(38.5);
    assertThat(message.createdAt()).isEqualTo(world.time.instant());
    assertThat(world.of(world.viewer)).hasSize(1);
  }

  @Test
  void whatOneHasReadAnotherHasNot() {
    world.itIsWarm();
    var id = world.of(world.owner).get(0).id();

    world.messages.mark(world.owner, id, true);
    var readAt = world.time.instant();
    world.time.advance(Duration.ofMinutes(1));
    var again = world.messages.mark(world.owner, id, true);

    assertThat(again.readAt()).as("saying so again changes nothing").isEqualTo(readAt);
    assertThat(world.messages.unread(world.owner)).isZero();
    assertThat(world.messages.unread(world.viewer)).isEqualTo(1);
    assertThat(world.messages.mark(world.owner, id, false).readAt()).isNull();
    assertThat(world.messages.unread(world.owner)).isEqualTo(1);
  }

  @Test
  void eachMembersPagesHearOfHisOwnMessagesOnly() {
    world.subscriptions.create(
        world.viewer,
        new SubscriptionDraft("temperature_high", "in_app", false, null),
        MessageWorld.PHONE);
    world.itIsWarm();
    var alert = world.of(world.owner).get(0).alert().id();

    assertThat(world.told.fired())
        .singleElement()
        .satisfies(told -> assertThat(told.frames()).containsOnlyKeys(world.owner.accountId()))
        .satisfies(
            told ->
                assertThat(told.frames().get(world.owner.accountId()))
                    .startsWith("{\"type\":\"message:new\"")
                    .contains(alert.toString(), "\"severity\":\"important\""));

    world.told.fired().clear();
    world.messages.markAll(world.owner, null);

    assertThat(world.told.fired()).containsExactly(MessagesChanged.seen(world.owner.accountId()));
  }

  @Test
  void anAlertThatIsBackSoonIsNoNewMessage() {
    world.itIsWarm();
    world.messages.markAll(world.owner, null);
    world.itIs(30);
    world.time.advance(Duration.ofMinutes(5));

    world.itIsWarm();

    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.messages.unread(world.owner)).isZero();
    assertThat(world.of(world.owner).get(0).alert().resolvedAt()).isNull();
  }

  @Test
  void anAlertThatGetsWorseIsUnreadAgainEvenIfItWasTakenAway() {
    world.itIsWarm();
    world.messages.markAll(world.owner, null);
    world.messages.remove(world.viewer, world.of(world.viewer).get(0).id(), MessageWorld.PHONE);

    world.time.advance(Duration.ofSeconds(30));
    world.itIs(38.5);

    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.of(world.owner).get(0).severity()).isEqualTo("urgent");
    assertThat(world.of(world.owner).get(0).createdAt()).isEqualTo(world.time.instant());
    assertThat(world.messages.unread(world.owner)).isEqualTo(1);
    assertThat(world.of(world.viewer)).hasSize(1);
  }

  @Test
  void theMessageSaysThatSomebodyHasSeenItAndThatItIsOver() {
    world.itIsWarm();
    var message = world.of(world.viewer).get(0);
    var member = new Member(world.farm.id(), world.owner.accountId(), Role.OWNER);
    world.alerts.acknowledge(member, message.alert().id(), MessageWorld.PHONE);
    world.itIs(30);

    var now = world.messages.get(world.viewer, message.id()).alert();

    assertThat(now.acknowledgedBy()).isEqualTo(world.owner.accountId());
    assertThat(now.resolvedAt()).isEqualTo(world.time.instant());
  }

  @Test
  void whatIsTakenAwayIsGoneForThatMemberOnly() {
    world.itIsWarm();
    var id = world.of(world.owner).get(0).id();

    world.messages.remove(world.owner, id, MessageWorld.PHONE);

    assertThat(world.of(world.owner)).isEmpty();
    assertThat(world.messages.unread(world.owner)).isZero();
    assertThat(world.of(world.viewer)).hasSize(1);
    assertThat(world.audited(world.owner)).containsExactly("message.deleted");
    assertThatThrownBy(() -> world.messages.remove(world.owner, id, MessageWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void nobodyReadsMarksOrTakesAwayAnothersMessage() {
    world.itIsWarm();
    var id = world.of(world.owner).get(0).id();

    assertThatThrownBy(() -> world.messages.get(world.viewer, id)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.messages.mark(world.viewer, id, true))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.messages.remove(world.viewer, id, MessageWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThat(world.messages.get(world.owner, id).readAt()).isNull();
  }

  @Test
  void whoLeavesTheFarmSeesItsMessagesNoMore() {
    world.itIsWarm();
    var id = world.of(world.viewer).get(0).id();
    world.sql.update("delete from farm_member where account_id = ?", world.viewer.accountId());

    assertThat(world.of(world.viewer)).isEmpty();
    assertThat(world.messages.unread(world.viewer)).isZero();
    assertThatThrownBy(() -> world.messages.get(world.viewer, id)).isInstanceOf(NotFound.class);
  }

  @Test
  void theyAreChosenByFarmSeverityAndWhetherTheyAreRead() {
    world.itIsWarm();
    world.messages.markAll(world.owner, world.farm.id());
    world.itCoolsDown();
    world.itIs(38.5);

    assertThat(chosen(null, Importance.URGENT, false)).isEqualTo(1);
    assertThat(chosen(null, Importance.INFO, false)).isZero();
    assertThat(chosen(null, null, true)).isEqualTo(1);
    assertThat(chosen(world.farm.id(), null, false)).isEqualTo(2);
    assertThat(chosen(UUID.randomUUID(), null, false)).isZero();
    var page = world.messages.of(world.owner, Messages.Wanted.ALL, 1, 0);
    assertThat(page.messages()).extracting(MessageView::severity).containsExactly("urgent");
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.unreadCount()).isEqualTo(1);
    assertThatThrownBy(() -> world.messages.of(world.owner, Messages.Wanted.ALL, 101, 0))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void markingAllOfAnotherFarmMarksNone() {
    world.itIsWarm();

    assertThat(world.messages.markAll(world.owner, UUID.randomUUID())).isZero();
    assertThat(world.messages.markAll(world.owner, world.farm.id())).isEqualTo(1);
    assertThat(world.messages.markAll(world.owner, null)).isZero();
  }

  @Test
  void theyAreShownForNinetyDaysAndKeptForTwoYears() {
    // Of its own: throwing away goes over all farms.
    var own = new MessageWorld(TestDatabase.another());
    own.itIsWarm();
    own.time.advance(Duration.ofDays(90).minusMillis(1));
    assertThat(own.of(own.owner)).hasSize(1);

    own.time.advance(Duration.ofMillis(1));
    assertThat(own.of(own.owner)).isEmpty();

    own.time.advance(Duration.ofDays(730 - 90).minusMillis(1));
    own.keeper.prune();
    assertThat(stored(own)).isEqualTo(2);

    own.time.advance(Duration.ofMillis(1));
    own.keeper.prune();
    assertThat(stored(own)).isZero();
  }

  @Test
  void noAlertWithoutItsMessagesAndNoMessageWithoutItsAlert() {
    world.sql.together(
        () -> {
          world.sql.update("begin");
          world.itIs(38.5);
          assertThat(world.of(world.owner)).hasSize(1);
          return world.sql.update("rollback");
        });

    assertThat(world.of(world.owner)).isEmpty();
    var alerts = "select count(*) as many from alert where farm_id = ?";
    assertThat(world.sql.query(alerts, row -> row.getInt("many"), world.farm.id()))
        .containsExactly(0);
  }

  private int chosen(UUID farmId, Importance severity, boolean onlyUnread) {
    return world
        .messages
        .of(world.owner, new Messages.Wanted(farmId, severity, onlyUnread), 50, 0)
        .total();
  }

  private static int stored(MessageWorld world) {
    return world
        .sql
        .query("select count(*) as many from message", row -> row.getInt("many"))
        .get(0);
  }
}
