package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.SettableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeySetTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Path folder = TestKeys.folder();
  private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), null);
  private final Tokens tokens = node();

  @Test
  void aNewKeySignsFromTheNextMinuteAndTheOldOneSignsNobodyOut() throws Exception {
    var old = tokens.issue(caller);
    TestKeys.write(folder, "2026-03-02");
    aMinuteLater();

    assertThat(SignedJWT.parse(tokens.issue(caller)).getHeader().getKeyID())
        .isEqualTo("2026-03-02");
    assertThat(tokens.read(old)).isEqualTo(caller);
  }

  @Test
  void aNodeThatHasNotReadTheNewKeyReadsItWhenATokenNamesIt() {
    var otherNode = node();
    TestKeys.write(folder, "2026-03-02");
    var fresh = node().issue(caller);

    assertThat(otherNode.read(fresh)).isEqualTo(caller);
  }

  @Test
  void aKeyThatIsTakenAwayTakesItsTokensWithIt() throws IOException {
    var token = tokens.issue(caller);
    tokens.read(token);
    TestKeys.write(folder, "2026-03-02");
    Files.delete(folder.resolve("2026-03-01.pem"));
    aMinuteLater();

    assertThatThrownBy(() -> tokens.read(token)).isInstanceOf(NotSignedIn.class);
  }

  @Test
  void whoHasTheSetCanVerifyOurTokensAndNotSign() throws Exception {
    var set = JWKSet.parse(tokens.keys.jwks());
    var token = SignedJWT.parse(tokens.issue(caller));
    var key = set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();

    assertThat(token.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    assertThat(tokens.keys.jwks()).doesNotContain("\"d\":");
  }

  @Test
  void aWrongFileChangesNothing() throws IOException {
    Files.writeString(folder.resolve("2026-03-09.pem"), "garbage");
    aMinuteLater();

    assertThat(tokens.read(tokens.issue(caller))).isEqualTo(caller);
  }

  @Test
  void aNameThatLeavesTheFolderIsNoKey() {
    assertThat(tokens.keys.get("../" + folder.getFileName() + "/2026-03-01")).isNull();
  }

  @Test
  void aShortKeyAndAnEmptyFolderAreRefusedAtTheStart() throws IOException {
    TestKeys.write(folder, "2026-03-03", 1024);
    assertThatThrownBy(this::node).hasMessageContaining("2026-03-03.pem has less than 2048 bits");

    var empty = Files.createTempDirectory("jwt");
    assertThatThrownBy(() -> new KeySet(empty, time)).hasMessageContaining("<kid>.pem");
    Files.delete(empty);
  }

  private void aMinuteLater() {
    time.advance(KeySet.LOOK_AGAIN.plus(Duration.ofSeconds(1)));
  }

  private Tokens node() {
    return TestTokens.tokens(time, new KeySet(folder, time));
  }
}
