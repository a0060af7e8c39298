package com.tokkatot.account;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The second factor of staff: a secret in an authenticator app. A code counts within one step of
 * now, and each step once, so that a code read over a shoulder is worth nothing.
 */
@Dependent
class SecondFactors {

  static final String PURPOSE = "account.totp";
  private static final int SECRET_BYTES = 20;
  private static final int WINDOW = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  /** A new secret in base 32, not confirmed yet. */
  String begin(UUID accountId) {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    var secret = Base32.encode(bytes);
    sql.update(
        "update account set totp_sealed = ?, totp_confirmed = false, totp_step = 0 where id = ?",
        vault.seal(PURPOSE, secret),
        accountId);
    return secret;
  }

  /** The app has shown a right code: from now on it is asked for. */
  void confirm(UUID accountId) {
    sql.update(
        "update account set totp_confirmed = true, contact_verified = true where id = ?",
        accountId);
  }

  void remove(UUID accountId) {
    sql.update(
        "update account set totp_sealed = null, totp_confirmed = false where id = ?", accountId);
  }

  boolean isConfirmed(UUID accountId) {
    return !sql.query("select 1 from account where id = ? and totp_confirmed", row -> 1, accountId)
        .isEmpty();
  }

  /** Whether the code is right now; it is used up by asking. */
  boolean accepts(UUID accountId, String code) {
    return rightStep(accountId, code.strip()).filter(step -> use(accountId, step)).isPresent();
  }

  private Optional<Long> rightStep(UUID accountId, String code) {
    var sealed =
        sql.query(
            "select totp_sealed from account where id = ? and totp_sealed is not null",
            row -> row.getString(1),
            accountId);
    if (sealed.isEmpty()) {
      return Optional.empty();
    }
    var secret = Base32.decode(vault.open(PURPOSE, sealed.get(0)));
    var now = Totp.step(time.instant());
    var given = code.getBytes(StandardCharsets.UTF_8);
    Long right = null;
    for (var step = now - WINDOW; step <= now + WINDOW; step++) {
      if (MessageDigest.isEqual(
          Totp.code(secret, step).getBytes(StandardCharsets.US_ASCII), given)) {
        right = step;
      }
    }
    return Optional.ofNullable(right);
  }

  private boolean use(UUID accountId, long step) {
    return sql.update(
            "update account set totp_step = ? where id = ? and totp_step < ?",
            step,
            accountId,
            step)
        == 1;
  }
}
