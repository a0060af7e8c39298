package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import java.util.Set;

/**
 * What somebody says who wants an account.
 *
 * @param name as people call the person, 1 to 100 characters
 * @param language {@code km} or {@code en}
 */
public record SignUpRequest(Contact contact, String password, String name, String language) {

  static final int LONGEST_NAME = 100;
  static final Set<String> LANGUAGES = Set.of("km", "en");

  /**
   * @throws Invalid naming the first field that is wrong
   */
  public SignUpRequest {
    PasswordRules.checkFarmer("password", password);
    name = checkName(name);
    checkLanguage(language);
  }

  static String checkName(String name) {
    var stripped = name.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
      throw new Invalid("name", "must have 1 to " + LONGEST_NAME + " characters");
    }
    return stripped;
  }

  static void checkLanguage(String language) {
    if (!LANGUAGES.contains(language)) {
      throw new Invalid("language", "must be km or en");
    }
  }
}
