package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.SettableTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokensTest {

  private static final Path OURS = TestKeys.folder();
  private static final Path FOREIGN = TestKeys.folder();

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final KeySet keys = new KeySet(OURS, time);
  private final Tokens tokens = TestTokens.tokens(time, keys);
  private final Caller caller = new Caller(UUID.randomUUID(), UUID.randomUUID(), null);

  @Test
  void aTokenSpeaksForWhomItWasMade() {
    assertThat(tokens.read(tokens.issue(caller))).isEqualTo(caller);
  }

  @ParameterizedTest
  @EnumSource(StaffRole.class)
  void aTokenOfStaffSaysTheirRole(StaffRole role) {
    var staff = new Caller(UUID.randomUUID(), UUID.randomUUID(), role);

    assertThat(tokens.read(tokens.issue(staff))).isEqualTo(staff);
  }

  @Test
  void theClaimsAreThoseOfMicroProfile() throws ParseException {
    var token = SignedJWT.parse(tokens.issue(caller));
    var claims = token.getJWTClaimsSet();

    assertThat(token.getHeader().getKeyID()).isEqualTo("2026-03-01");
    assertThat(claims.getAudience()).containsExactly("tokkatot");
    assertThat(claims.getStringListClaim("groups")).containsExactly("farmer");
    assertThat(claims.getStringClaim("upn")).isEqualTo(claims.getSubject());
    assertThat(claims.getJWTID()).isNotBlank();
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(time.instant().plus(Duration.ofHours(24)));
  }

  @Test
  void anExpiredTokenIsRefusedEvenWhenItWasSeenBefore() {
    var token = tokens.issue(caller);
    tokens.read(token);
    time.advance(Duration.ofHours(24));

    assertRefused(token);
  }

  @Test
  void aTokenOfAnotherKeyOfTheSameNameIsRefused() {
    assertRefused(TestTokens.tokens(time, new KeySet(FOREIGN, time)).issue(caller));
  }

  @Test
  void aChangedTokenIsRefused() {
    var parts = tokens.issue(caller).split("\\.");
    var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    var other = claims.replace(caller.accountId().toString(), UUID.randomUUID().toString());

    assertRefused(parts[0] + "." + base64(other) + "." + parts[2]);
  }

  @Test
  void aTokenThatNamesNoAlgorithmIsRefused() {
    var claims = tokens.issue(caller).split("\\.")[1];

    assertRefused(base64("{\"alg\":\"none\",\"kid\":\"2026-03-01\"}") + "." + claims + ".");
  }

  @Test
  void aTokenSignedWithOurPublicKeyAsIfItWereSecretIsRefused()
      throws JOSEException, ParseException {
    var claims = SignedJWT.parse(tokens.issue(caller)).getJWTClaimsSet();
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("2026-03-01").build();
    var forged = new SignedJWT(header, claims);
    forged.sign(new MACSigner(keys.newest().publicKey().getEncoded()));

    assertRefused(forged.serialize());
  }

  @Test
  void aTokenForSomebodyElseIsRefused() throws JOSEException, ParseException {
    var ours = SignedJWT.parse(tokens.issue(caller)).getJWTClaimsSet();

    assertRefused(signed(new JWTClaimsSet.Builder(ours).audience("another").build()));
    assertRefused(signed(new JWTClaimsSet.Builder(ours).issuer("another").build()));
    assertRefused(signed(new JWTClaimsSet.Builder(ours).claim("sid", null).build()));
    assertRefused(signed(new JWTClaimsSet.Builder(ours).claim("groups", List.of()).build()));
    assertRefused(signed(new JWTClaimsSet.Builder(ours).expirationTime(null).build()));
    assertRefused(signed(new JWTClaimsSet.Builder(ours).expirationTime(new Date(0)).build()));
    assertThat(tokens.read(signed(ours))).isEqualTo(caller);
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

  private String signed(JWTClaimsSet claims) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2026-03-01").build();
    var token = new SignedJWT(header, claims);
    token.sign(keys.newest().signer());
    return token.serialize();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
