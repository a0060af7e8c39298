package com.tokkatot.account;

import static com.tokkatot.account.AccountWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.courier.Purpose;
import com.tokkatot.shared.Invalid;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {

  private final AccountWorld world = new AccountWorld();
  private final Contact email = AccountWorld.newEmail();
  private final Contact phone = AccountWorld.newPhone();
  private final UUID account = world.farmer(email);
  private final Caller caller = world.caller(world.signIn(email));

  @Test
  void onlyWhatIsSaidChanges() {
    var changed = change(new ProfileChange(" Sok Sophea ", null, "Asia/Bangkok", null, null));

    assertThat(changed.name()).isEqualTo("Sok Sophea");
    assertThat(changed.timezone()).isEqualTo("Asia/Bangkok");
    assertThat(changed.language()).isEqualTo("km");
    assertThat(changed.email()).isEqualTo(email.value());
    assertThat(world.audited(account)).contains("account.changed");
  }

  @Test
  void aPictureIsSetAndTakenAway() {
    var picture = "https://example.com/me.jpg";

    assertThat(change(new ProfileChange(null, null, null, picture, null)).avatarUrl())
        .isEqualTo(picture);
    assertThat(change(new ProfileChange(null, "en", null, null, null)).avatarUrl())
        .isEqualTo(picture);
    assertThat(change(new ProfileChange(null, null, null, "", null)).avatarUrl()).isNull();
  }

  @Test
  void aPictureThatWasSentHereCountsMoreThanOneElsewhere() {
    change(new ProfileChange(null, null, null, "https://example.com/me.jpg", null));
    var picture = UUID.randomUUID();
    world.sql.update(
        "insert into picture (id, account_id, sha256, size_bytes, width, height, made_at)"
            + " values (?, ?, '', 1, 1, 1, now())",
        picture,
        account);

    assertThat(world.profiles.of(caller).avatarUrl())
        .isEqualTo("/api/v1/users/me/avatar?v=" + picture);
  }

  @Test
  void aNewContactCountsWhenItsCodeHasComeBack() {
    var asked = change(new ProfileChange(null, null, null, null, phone));
    assertThat(asked.pendingContact()).isEqualTo(phone.value());
    assertThat(asked.phone()).isNull();

    world.signUp.verify(phone, world.courier.last().code(), ORIGIN);

    var proven = world.profiles.of(caller);
    assertThat(proven.phone()).isEqualTo(phone.value());
    assertThat(proven.pendingContact()).isNull();
    assertThat(world.signIn(phone).accountId()).isEqualTo(account);
    assertThat(world.signIn(email).accountId()).isEqualTo(account);
  }

  @Test
  void aNewAddressReplacesTheOldOne() {
    var another = AccountWorld.newEmail();
    change(new ProfileChange(null, null, null, null, another));
    world.signUp.verify(world.courier.last().token(), ORIGIN);

    assertThat(world.signIn(another).accountId()).isEqualTo(account);
    assertThat(world.accounts.byContact(email)).isEmpty();
  }

  @Test
  void somebodyElsesContactGetsAWordAndTheAnswerIsTheSame() {
    var owner = world.farmer(phone);
    var asked = change(new ProfileChange(null, null, null, null, phone));

    assertThat(asked.pendingContact()).isEqualTo(phone.value());
    assertThat(world.courier.last().purpose()).isEqualTo(Purpose.KNOWN);
    assertThat(world.signIn(phone).accountId()).isEqualTo(owner);
  }

  @Test
  void whoProvesAContactFirstHasIt() {
    change(new ProfileChange(null, null, null, null, phone));
    var late = world.courier.last();
    var owner = world.farmer(phone);

    assertThatThrownBy(() -> world.signUp.verify(late.token(), ORIGIN)).isInstanceOf(Invalid.class);
    assertThat(world.signIn(phone).accountId()).isEqualTo(owner);
  }

  @Test
  void aSignUpNobodyProvedGivesWay() {
    world.signUp(phone);
    change(new ProfileChange(null, null, null, null, phone));
    world.signUp.verify(world.courier.last().token(), ORIGIN);

    assertThat(world.signIn(phone).accountId()).isEqualTo(account);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+07:00", "Mars/Olympus", "", "local"})
  void aZoneIsAPlace(String zone) {
    assertThatThrownBy(() -> new ProfileChange(null, null, zone, null, null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("timezone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "file:///etc/passwd", "picture", "http://"})
  void aPictureIsAnAddressOnTheWeb(String url) {
    assertThatThrownBy(() -> new ProfileChange(null, null, null, url, null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("avatar_url");
  }

  private AccountView change(ProfileChange change) {
    return world.profiles.change(caller, change, ORIGIN);
  }
}
