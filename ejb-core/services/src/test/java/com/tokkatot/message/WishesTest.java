package com.tokkatot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.time.LocalTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subscriptions, quiet hours and mutes: what a member wants to be told. */
class WishesTest {

  private static final QuietHours NIGHT = QuietHours.of("20:00", "06:00");
  // It is 13:00 in Phnom Penh.
  private static final QuietHours NOON = QuietHours.of("12:00", "14:00");

  private final MessageWorld world = new MessageWorld(TestDatabase.sql());

  @Test
  void whoSwitchesATypeOffIsNotToldOthersAre() {
    subscribe(world.owner, "temperature_high", false, null);

    world.itIsWarm();

    assertThat(world.of(world.owner)).isEmpty();
    assertThat(world.of(world.viewer)).hasSize(1);
  }

  @Test
  void urgentMessagesComeWhateverOneHasSwitchedOff() {
    subscribe(world.owner, "all", false, NOON);
    mute(world.owner, null, null, 24);

    world.itIs(38.5);

    assertThat(world.of(world.owner)).extracting(MessageView::isSilent).containsExactly(false);
  }

  @Test
  void theWishForATypeWinsOverTheOneForAll() {
    subscribe(world.owner, "all", false, null);
    subscribe(world.owner, "temperature_high", true, null);

    world.itIsWarm();

    assertThat(world.of(world.owner)).hasSize(1);
  }

  @Test
  void inQuietHoursOfTheMembersZoneMessagesAreSilent() {
    subscribe(world.owner, "all", true, NOON);
    subscribe(world.viewer, "all", true, NOON);
    // There it is six in the morning.
    world.sql.update(
        "update account set timezone = 'Europe/London' where id = ?", world.viewer.accountId());

    world.itIsWarm();

    assertThat(world.of(world.owner)).extracting(MessageView::isSilent).containsExactly(true);
    assertThat(world.of(world.viewer)).extracting(MessageView::isSilent).containsExactly(false);
  }

  @ParameterizedTest
  @CsvSource({"19:59,false", "20:00,true", "00:00,true", "05:59,true", "06:00,false"})
  void quietHoursGoOverMidnight(LocalTime now, boolean isQuiet) {
    assertThat(NIGHT.contain(now)).isEqualTo(isQuiet);
  }

  @ParameterizedTest
  @CsvSource({"11:59,false", "12:00,true", "13:59,true", "14:00,false"})
  void quietHoursOfADayEndThatDay(LocalTime now, boolean isQuiet) {
    assertThat(NOON.contain(now)).isEqualTo(isQuiet);
  }

  @Test
  void aMuteLastsAsLongAsItSays() {
    mute(world.owner, null, null, 1);
    world.itIsWarm();
    world.itCoolsDown();
    world.time.advance(Duration.ofHours(1));
    world.itIsWarm();

    assertThat(world.of(world.owner))
        .extracting(MessageView::isSilent)
        .containsExactly(false, true);
    assertThat(world.mutes.of(world.owner)).isEmpty();
  }

  @Test
  void aMuteOfAnotherTypeOrFarmMutesNothingHere() {
    var other = TestDatabase.farm(world.sql);
    world.sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, 'viewer')",
        other.id(),
        world.owner.accountId());
    mute(world.owner, null, "node_offline", 24);
    mute(world.owner, other.id(), null, 24);
    mute(world.viewer, world.farm.id(), "temperature_high", 24);

    world.itIsWarm();

    assertThat(world.of(world.owner)).extracting(MessageView::isSilent).containsExactly(false);
    assertThat(world.of(world.viewer)).extracting(MessageView::isSilent).containsExactly(true);
  }

  @Test
  void mutingTheSameAgainBeginsAnewAndCanBeEnded() {
    mute(world.owner, null, null, 1);
    var again = mute(world.owner, null, null, 24);

    assertThat(world.mutes.of(world.owner)).containsExactly(again);
    assertThat(again.until()).isEqualTo(world.time.instant().plus(Duration.ofHours(24)));
    assertThatThrownBy(() -> world.mutes.end(world.viewer, again.id(), MessageWorld.PHONE))
        .isInstanceOf(NotFound.class);
    world.mutes.end(world.owner, again.id(), MessageWorld.PHONE);
    assertThat(world.mutes.of(world.owner)).isEmpty();
    assertThat(world.audited(world.owner))
        .containsExactly("message.muted", "message.muted", "message.unmuted");
  }

  @Test
  void nobodyMutesAFarmThatIsNotHis() {
    var other = TestDatabase.farm(world.sql).id();

    assertThatThrownBy(() -> mute(world.owner, other, null, 1)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> mute(world.owner, null, "heat", 1)).hasMessageContaining("alert_type");
    assertThatThrownBy(() -> mute(world.owner, null, null, 2)).hasMessageContaining("hours");
  }

  @Test
  void aSubscriptionIsMadeChangedAndTakenAway() {
    var made = subscribe(world.owner, "temperature_high", true, NIGHT);
    assertThat(world.subscriptions.of(world.owner)).containsExactly(made);
    assertThat(made.quietHoursStart()).isEqualTo("20:00");
    assertThat(made.channel()).isEqualTo("in_app");
    assertThatThrownBy(() -> subscribe(world.owner, "temperature_high", true, null))
        .isInstanceOf(Conflict.class);

    var changed =
        world.subscriptions.change(
            world.owner,
            made.id(),
            now -> new SubscriptionDraft(now.alertType(), now.channel(), false, now.quiet()),
            MessageWorld.PHONE);
    assertThat(changed.isEnabled()).isFalse();
    assertThat(changed.quietHoursEnd()).isEqualTo("06:00");

    world.subscriptions.remove(world.owner, made.id(), MessageWorld.PHONE);
    assertThat(world.subscriptions.of(world.owner)).isEmpty();
    assertThat(world.audited(world.owner))
        .containsExactly(
            "alert_subscription.created",
            "alert_subscription.changed",
            "alert_subscription.deleted");
  }

  @Test
  void nobodyChangesAnothersSubscription() {
    var id = subscribe(world.owner, "all", true, null).id();

    assertThatThrownBy(
            () -> world.subscriptions.change(world.viewer, id, now -> now, MessageWorld.PHONE))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.subscriptions.remove(world.viewer, id, MessageWorld.PHONE))
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aSubscriptionDoesNotTakeTheTypeOfAnother() {
    subscribe(world.owner, "all", true, null);
    var id = subscribe(world.owner, "node_offline", true, null).id();

    assertThatThrownBy(
            () ->
                world.subscriptions.change(
                    world.owner,
                    id,
                    now -> new SubscriptionDraft("all", "in_app", true, null),
                    MessageWorld.PHONE))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(new SubscriptionDraft("all", "push", true, null).channel()).isEqualTo("in_app");
    assertWrong("channel", () -> new SubscriptionDraft("all", "sms", true, null));
    assertWrong("alert_type", () -> new SubscriptionDraft("heat", "in_app", true, null));
    assertWrong("quiet_hours_start", () -> QuietHours.of("8pm", "06:00"));
    assertWrong("quiet_hours_start", () -> QuietHours.of("24:00", "06:00"));
    assertWrong("quiet_hours_end", () -> QuietHours.of("20:00", null));
    assertWrong("quiet_hours_end", () -> QuietHours.of("20:00", "20:00"));
  }

  private static void assertWrong(String field, Runnable wrong) {
    assertThatThrownBy(wrong::run)
        .isInstanceOfSatisfying(
            Invalid.class, invalid -> assertThat(invalid.field()).isEqualTo(field));
  }

  private SubscriptionView subscribe(
      Caller caller, String type, boolean isEnabled, QuietHours quiet) {
    return world.subscriptions.create(
        caller, new SubscriptionDraft(type, "in_app", isEnabled, quiet), MessageWorld.PHONE);
  }

  private MuteView mute(Caller caller, UUID farmId, String type, long hours) {
    return world.mutes.mute(caller, farmId, type, hours, MessageWorld.PHONE);
  }
}
