package com.tokkatot.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.shared.NotSignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes and reads access tokens: RS256 with the claims of MicroProfile JWT (RS256 verifies ten
 * times faster than ES256 on JDK 17). Verified tokens are remembered until they expire; whether
 * their session still lives is asked elsewhere, every time.
 */
@ApplicationScoped
public class Tokens {

  static final Duration LIFE = Duration.ofHours(24);
  static final String ISSUER = "tokkatot";
  static final String AUDIENCE = "tokkatot";
  private static final String FARMER = "farmer";
  private static final int REMEMBERED = 20_000;

  @Inject KeySet keys;
  @Inject InstantSource time;

  private final ConcurrentHashMap<String, Verified> verified = new ConcurrentHashMap<>();

  private record Verified(Caller caller, Instant expiresAt, String keyId) {}

  String issue(Caller caller) {
    var now = time.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(caller.accountId().toString())
            .claim("upn", caller.accountId().toString())
            .claim("sid", caller.sessionId().toString())
            .claim("groups", List.of(group(caller.staffRole())))
            .audience(AUDIENCE)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var key = keys.newest();
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.id()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("the token key cannot sign", e);
    }
    return token.serialize();
  }

  /**
   * Who the token speaks of.
   *
   * @throws NotSignedIn if it is malformed, forged, of another issuer or expired
   */
  Caller read(String token) {
    var now = time.instant();
    var known = verified.get(token);
    if (known == null) {
      known = verify(token);
      if (verified.size() >= REMEMBERED) {
        verified.values().removeIf(entry -> !now.isBefore(entry.expiresAt));
        if (verified.size() >= REMEMBERED) {
          verified.clear();
        }
      }
      if (now.isBefore(known.expiresAt)) {
        verified.put(token, known);
      }
    }
    // A key that was taken away takes its tokens with it, those seen before too.
    if (!now.isBefore(known.expiresAt) || keys.get(known.keyId) == null) {
      verified.remove(token);
      throw new NotSignedIn("TOKEN_INVALID", "the token has expired");
    }
    return known.caller;
  }

  private Verified verify(String token) {
    try {
      var signed = SignedJWT.parse(token);
      var header = signed.getHeader();
      // The algorithm is ours to choose, never the token's; so is the key, it only says which.
      var key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
      if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
          || key == null
          || !signed.verify(key.verifier())) {
        throw invalid();
      }
      var claims = signed.getJWTClaimsSet();
      if (!ISSUER.equals(claims.getIssuer())
          || !claims.getAudience().contains(AUDIENCE)
          || claims.getExpirationTime() == null) {
        throw invalid();
      }
      return new Verified(
          new Caller(
              UUID.fromString(claims.getSubject()),
              UUID.fromString(claims.getStringClaim("sid")),
              staffRole(claims.getStringListClaim("groups"))),
          claims.getExpirationTime().toInstant(),
          key.id());
    } catch (ParseException
        | JOSEException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NullPointerException e) {
      throw invalid();
    }
  }

  private static String group(StaffRole role) {
    return role == null ? FARMER : role.name().toLowerCase(Locale.ROOT);
  }

  private static StaffRole staffRole(List<String> groups) {
    var group = groups.get(0);
    return group.equals(FARMER) ? null : StaffRole.valueOf(group.toUpperCase(Locale.ROOT));
  }

  private static NotSignedIn invalid() {
    return new NotSignedIn("TOKEN_INVALID", "the token is not valid");
  }
}
