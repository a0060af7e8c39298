package com.tokkatot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.SignInRefusedOften;
import com.tokkatot.account.SignedInFromNewPlace;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages about the own account, beside those of the farm. */
class AccountMessagesTest {

  private final MessageWorld world = new MessageWorld(TestDatabase.sql());

  @Test
  void aNewPlaceSaysWhereByWhatAndWhen() {
    signInFrom("198.51.100.20");

    var message = world.of(world.owner).get(0);
    assertThat(message.type()).isEqualTo("sign_in_new_place");
    assertThat(message.severity()).isEqualTo("important");
    assertThat(message.messageKey()).isEqualTo("message.signInNewPlace");
    assertThat(message.action()).isEqualTo("check_sessions");
    assertThat(message.farmId()).isNull();
    assertThat(message.alert()).isNull();
    assertThat(message.details())
        .isEqualTo(new MessageDetails("198.51.100.20", "Phone", null, world.time.instant()));
    assertThat(world.of(world.viewer)).as("what another is told").isEmpty();
  }

  @Test
  void wrongPasswordsSayHowMany() {
    refuse();

    var message = world.of(world.owner).get(0);
    assertThat(message.type()).isEqualTo("sign_in_refused_often");
    assertThat(message.messageKey()).isEqualTo("message.signInRefusedOften");
    assertThat(message.action()).isEqualTo("check_password");
    assertThat(message.details())
        .isEqualTo(new MessageDetails("198.51.100.20", null, 5, world.time.instant()));
  }

  @Test
  void farmAndAccountAreInOneListTheNewestFirst() {
    signInFrom("198.51.100.20");
    world.time.advance(Duration.ofMinutes(1));
    world.itIs(38.5);
    world.time.advance(Duration.ofMinutes(1));
    refuse();

    assertThat(world.of(world.owner))
        .extracting(MessageView::type)
        .containsExactly("sign_in_refused_often", "temperature_high", "sign_in_new_place");
    assertThat(world.messages.unread(world.owner)).isEqualTo(3);
    var ofFarm = new Messages.Wanted(world.farm.id(), null, false);
    assertThat(world.messages.of(world.owner, ofFarm, 50, 0).total()).isEqualTo(1);
    assertThat(world.messages.markAll(world.owner, world.farm.id())).isEqualTo(1);
    assertThat(world.messages.markAll(world.owner, null)).isEqualTo(2);
  }

  @Test
  void itIsReadAndTakenAwayAsAnyOther() {
    signInFrom("198.51.100.20");
    var id = world.of(world.owner).get(0).id();

    assertThatThrownBy(() -> world.messages.get(world.viewer, id)).isInstanceOf(NotFound.class);
    assertThat(world.messages.mark(world.owner, id, true).readAt()).isEqualTo(world.time.instant());
    world.messages.remove(world.owner, id, MessageWorld.PHONE);
    assertThat(world.of(world.owner)).isEmpty();
    assertThat(world.audited(world.owner)).containsExactly("message.deleted");

    signInFrom("198.51.100.20");
    assertThat(world.of(world.owner)).as("the same place, the same day").isEmpty();
  }

  @Test
  void whoLeavesTheFarmKeepsTheMessagesOfTheAccount() {
    world.itIsWarm();
    refuse();
    world.sql.update("delete from farm_member where account_id = ?", world.owner.accountId());

    assertThat(world.of(world.owner))
        .extracting(MessageView::type)
        .containsExactly("sign_in_refused_often");
  }

  @Test
  void noWishAndNoMuteHidesIt() {
    world.subscriptions.create(
        world.owner,
        new SubscriptionDraft(
            SubscriptionDraft.ALL, "in_app", false, QuietHours.of("00:00", "23:59")),
        MessageWorld.PHONE);
    world.mutes.mute(world.owner, null, null, 24L, MessageWorld.PHONE);

    refuse();

    assertThat(world.of(world.owner)).singleElement().returns(false, MessageView::isSilent);
  }

  @Test
  void thePersonsPagesHearOfIt() {
    refuse();

    assertThat(world.told.fired())
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.frames())
                    .containsOnlyKeys(world.owner.accountId())
                    .containsValue(
                        "{\"type\":\"message:new\",\"topic\":\"sign_in_refused_often\","
                            + "\"severity\":\"important\","
                            + "\"message_key\":\"message.signInRefusedOften\"}"));
  }

  private void signInFrom(String ipAddress) {
    world.ofAccounts.write(new SignedInFromNewPlace(world.owner.accountId(), ipAddress, "Phone"));
  }

  private void refuse() {
    world.ofAccounts.write(new SignInRefusedOften(world.owner.accountId(), "198.51.100.20", 5));
  }
}
