package com.tokkatot.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.shared.NotSignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;

/** Short tokens for hubs, and what we sign for them: with the same keys as people's tokens. */
@ApplicationScoped
public class HubTokens {

  public static final Duration LIFE = Duration.ofMinutes(15);

  // Another audience than people's, so that neither passes for the other.
  private static final String AUDIENCE = "tokkatot-hub";

  @Inject KeySet keys;
  @Inject InstantSource time;

  /** A bearer token that speaks of this hub for {@link #LIFE}. */
  public String issue(HubCaller hub) {
    var now = time.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(Tokens.ISSUER)
            .subject(hub.hubId().toString())
            .claim("farm", hub.farmId().toString())
            .audience(AUDIENCE)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    return sign("JWT", new Payload(claims.toJSONObject()));
  }

  /**
   * Which hub the token speaks of.
   *
   * @throws NotSignedIn if it is malformed, forged, a person's, or expired ({@code TOKEN_INVALID})
   */
  public HubCaller read(String token) {
    try {
      var signed = SignedJWT.parse(token);
      var header = signed.getHeader();
      var key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
      if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())
          || key == null
          || !signed.verify(key.verifier())) {
        throw invalid();
      }
      var claims = signed.getJWTClaimsSet();
      if (!Tokens.ISSUER.equals(claims.getIssuer())
          || !claims.getAudience().contains(AUDIENCE)
          || claims.getExpirationTime() == null
          || !time.instant().isBefore(claims.getExpirationTime().toInstant())) {
        throw invalid();
      }
      return new HubCaller(
          UUID.fromString(claims.getSubject()), UUID.fromString(claims.getStringClaim("farm")));
    } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
      throw invalid();
    }
  }

  /** A document as a compact JWS (RFC 7515), for whoever knows our key set. */
  public String sign(String type, byte[] document) {
    return sign(type, new Payload(document));
  }

  private String sign(String type, Payload payload) {
    var key = keys.newest();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(key.id())
            .type(new JOSEObjectType(type))
            .build();
    var signed = new JWSObject(header, payload);
    try {
      signed.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("the token key cannot sign", e);
    }
    return signed.serialize();
  }

  private static NotSignedIn invalid() {
    return new NotSignedIn("TOKEN_INVALID", "the token is not valid");
  }
}
