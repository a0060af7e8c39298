package com.tokkatot.device;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.account.HubCaller;
import com.tokkatot.account.HubTokens;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * The door of hubs: a hub proves itself with an assertion signed by its own key (RFC 7523) and gets
 * a short token, which passes any gateway. Source: wire.md, "Who is who".
 */
@Stateless
public class HubDoor {

  /** Longest life of an assertion. */
  static final Duration ASSERTION_LIFE = Duration.ofSeconds(60);

  /** How far a hub's clock may be off. */
  static final Duration SKEW = Duration.ofSeconds(60);

  static final String AUDIENCE = "tokkatot";
  private static final int LONGEST_JTI = 100;

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject HubTokens tokens;

  private record Known(UUID farmId, String publicKey) {}

  /**
   * A token for the hub that signed this.
   *
   * @param assertion a JWT (ES256 or RS256) with iss and sub the hub's id, aud {@code tokkatot},
   *     iat, exp and a jti that was not used before
   * @throws NotSignedIn whatever is wrong with it ({@code TOKEN_INVALID})
   */
  public HubAdmission admit(String assertion) {
    try {
      var signed = SignedJWT.parse(assertion);
      var claims = signed.getJWTClaimsSet();
      var hubId = UUID.fromString(claims.getSubject());
      var hub = known(hubId);
      if (!HubKeys.verifies(hub.publicKey, signed)) {
        throw invalid();
      }
      checkTimes(claims);
      if (!claims.getSubject().equals(claims.getIssuer())
          || !claims.getAudience().contains(AUDIENCE)) {
        throw invalid();
      }
      useOnce(hubId, claims);
      var token = tokens.issue(new HubCaller(hubId, hub.farmId));
      return new HubAdmission(token, "Bearer", HubTokens.LIFE.toSeconds(), hubId, hub.farmId);
    } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
      throw invalid();
    }
  }

  /**
   * The hub whose token this is, if it still is one of that farm.
   *
   * @throws NotSignedIn if not ({@code TOKEN_INVALID})
   */
  public HubCaller enter(String token) {
    var caller = tokens.read(token);
    if (!known(caller.hubId()).farmId.equals(caller.farmId())) {
      throw invalid();
    }
    return caller;
  }

  private Known known(UUID hubId) {
    return sql
        .query(
            "select farm_id, public_key from hub where id = ? and public_key is not null",
            row -> new Known(Sql.uuid(row, "farm_id"), row.getString("public_key")),
            hubId)
        .stream()
        .findFirst()
        .orElseThrow(HubDoor::invalid);
  }

  private void checkTimes(JWTClaimsSet claims) {
    var now = time.instant();
    var issued = claims.getIssueTime().toInstant();
    var expires = claims.getExpirationTime().toInstant();
    if (expires.isAfter(issued.plus(ASSERTION_LIFE))
        || issued.isAfter(now.plus(SKEW))
        || expires.isBefore(now.minus(SKEW))) {
      throw invalid();
    }
  }

  private void useOnce(UUID hubId, JWTClaimsSet claims) {
    var jti = claims.getJWTID();
    if (jti.isEmpty() || jti.length() > LONGEST_JTI) {
      throw invalid();
    }
    sql.update(
        "delete from hub_assertion where hub_id = ? and expires_at < ?",
        hubId,
        time.instant().minus(SKEW));
    var used =
        sql.update(
            "insert into hub_assertion (hub_id, jti, expires_at) values (?, ?, ?)"
                + " on conflict do nothing",
            hubId,
            jti,
            claims.getExpirationTime().toInstant());
    if (used == 0) {
      throw invalid();
    }
  }

  private static NotSignedIn invalid() {
    return new NotSignedIn("TOKEN_INVALID", "the assertion or token is not valid");
  }
}
