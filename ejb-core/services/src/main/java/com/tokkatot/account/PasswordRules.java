package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import java.util.function.IntPredicate;

/** What a password must be like. Source: requirements.md 5. */
final class PasswordRules {

  static final int LONGEST = 200;
  private static final int FARMER = 8;
  private static final int STAFF = 12;

  private PasswordRules() {}

  /**
   * Farmers: long enough and nothing else; rules about symbols end on notes beside the phone.
   *
   * @throws Invalid naming the field
   */
  static void checkFarmer(String field, String password) {
    checkLength(field, password, FARMER);
  }

  /**
   * Staff: longer, and of all four kinds of characters.
   *
   * @throws Invalid naming the field
   */
  static void checkStaff(String field, String password) {
    checkLength(field, password, STAFF);
    if (!has(password, Character::isLowerCase)
        || !has(password, Character::isUpperCase)
        || !has(password, Character::isDigit)
        || !has(password, point -> !Character.isLetterOrDigit(point))) {
      throw new Invalid(
          field, "must have a lower-case and an upper-case letter, a digit and a symbol");
    }
  }

  private static void checkLength(String field, String password, int least) {
    var length = password.codePointCount(0, password.length());
    if (length < least || length > LONGEST) {
      throw new Invalid(field, "must have " + least + " to " + LONGEST + " characters");
    }
  }

  private static boolean has(String password, IntPredicate kind) {
    return password.codePoints().anyMatch(kind);
  }
}
