package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.SettableTime;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final KeyPair OURS = keys();
  private static final KeyPair FOREIGN = keys();

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Tokens tokens = tokens(OURS);
  private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), null);

  @Test
  void aTokenSpeaksForWhomItWasMade() {
    assertThat(tokens.read(issue(tokens))).isEqualTo(caller);
  }

  @Test
  void anExpiredTokenIsRefusedEvenWhenItWasSeenBefore() {
    var token = issue(tokens);
    tokens.read(token);
    time.advance(Duration.ofHours(24));

    assertRefused(token);
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    assertRefused(issue(tokens(FOREIGN)));
  }

  @Test
  void aChangedTokenIsRefused() {
    var parts = issue(tokens).split("\\.");
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var other = claims.replace(caller.accountId().toString(), UUID.randomUUID().toString());

    assertRefused(parts[0] + "." + base64(other) + "." + parts[2]);
  }

  @Test
  void aTokenThatNamesNoAlgorithmIsRefused() {
    var claims = issue(tokens).split("\\.")[1];

    assertRefused(base64("{\"alg\":\"none\"}") + "." + claims + ".");
  }

  @Test
  void garbageIsRefused() {
    assertRefused("garbage");
    assertRefused("");
    assertRefused("a.b.c");
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> tokens.read(token))
        .isInstanceOf(NotSignedIn.class)
        .extracting("code")
        .isEqualTo("TOKEN_INVALID");
  }

  private String issue(Tokens by) {
    return by.issue(caller);
  }

  private Tokens tokens(KeyPair keys) {
    var made = new Tokens();
    made.time = time;
    made.use((RSAPrivateCrtKey) keys.getPrivate(), (RSAPublicKey) keys.getPublic());
    return made;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
