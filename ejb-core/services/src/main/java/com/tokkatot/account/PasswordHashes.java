package com.tokkatot.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;

/**
 * Hashes and compares passwords. Comparing costs the same for every account and for none at all, so
 * that the time of an answer tells nothing. Source: decisions.md D8.
 */
@Dependent
class PasswordHashes {

  static final int COST = 12;

  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
  // bcrypt reads 72 bytes, which are 24 Khmer letters; longer passwords are digested before.
  private static final LongPasswordStrategy LONG = LongPasswordStrategies.hashSha512(VERSION);
  private static final String SALT = "R9h/cIPz0gi.URNNX3kh2O";
  private static final String HASH = "PST9/PgBkqquzi.Ss7KIUgO2t0jWMUW";

  /** Tests, which are not about time, set it lower. */
  int cost = COST;

  String hash(String password) {
    return BCrypt.with(VERSION, LONG).hashToString(cost, password.toCharArray());
  }

  /**
   * @param hash of any cost; null when there is nobody to compare with
   */
  boolean matches(String password, String hash) {
    if (hash == null) {
      compare(password, nobody(cost));
      return false;
    }
    var right = compare(password, hash);
    // 2^c + 2^c + 2^(c+1) + ... is 2^12: a hash of version 1 must not answer sooner.
    for (var missing = cost(hash); missing < cost; missing++) {
      compare(password, nobody(missing));
    }
    return right;
  }

  /** Whether it was made when hashing was cheaper. */
  boolean isOld(String hash) {
    return cost(hash) < cost;
  }

  private static boolean compare(String password, String hash) {
    return BCrypt.verifyer(null, LONG)
        .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII))
        .verified;
  }

  private static int cost(String hash) {
    return Integer.parseInt(hash.substring(4, 6));
  }

  private static String nobody(int cost) {
    return String.format("$2a$%02d$%s%s", cost, SALT, HASH);
  }
}
