package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Vault;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a person is reached and known: an e-mail address or a phone number, in the one spelling we
 * keep. Source: requirements.md 5.
 *
 * @param value e-mail in lower case, or phone in E.164, for example {@code +85512345678}
 */
public record Contact(Kind kind, String value) {

  /** Which of the two. */
  public enum Kind {
    EMAIL("account.email"),
    PHONE("account.phone");

    private final String purpose;

    Kind(String purpose) {
      this.purpose = purpose;
    }

    /** What an account's contact of this kind is sealed for. */
    public String purpose() {
      return purpose;
    }
  }

  private static final int LONGEST_EMAIL = 254;
  private static final Pattern EMAIL =
      Pattern.compile(
          "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
              + "(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s().\\-]");
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{7,14}");
  private static final String CAMBODIA = "+855";
  // Operators' numbers have 8 or 9 digits without the leading zero.
  private static final Pattern CAMBODIAN = Pattern.compile("\\+855[1-9]\\d{7,8}");

  /**
   * Either of the two; what has an at sign is an e-mail address.
   *
   * @param field the field's name, for the complaint
   */
  public static Contact any(String field, String text) {
    return text.indexOf('@') >= 0 ? email(field, text) : phone(field, text);
  }

  /**
   * @throws Invalid if it is not an e-mail address
   */
  public static Contact email(String field, String text) {
    var value = text.strip().toLowerCase(Locale.ROOT);
    if (value.length() > LONGEST_EMAIL
        || !EMAIL.matcher(value).matches()
        || value.contains("..")
        || value.startsWith(".")
        || value.contains(".@")) {
      throw new Invalid(field, "must be an e-mail address, for example sok@example.com");
    }
    return new Contact(Kind.EMAIL, value);
  }

  /**
   * A number of Cambodia as people write it (012 345 678, 855-12-345678, 0085512345678), or of any
   * country with a plus in front.
   *
   * @throws Invalid if it is not a phone number
   */
  public static Contact phone(String field, String text) {
    var digits = BETWEEN_DIGITS.matcher(latin(text.strip())).replaceAll("");
    if (digits.startsWith("00")) {
      digits = "+" + digits.substring(2);
    } else if (digits.startsWith("855")) {
      digits = "+" + digits;
    } else if (digits.startsWith("0")) {
      digits = CAMBODIA + digits.substring(1);
    }
    if (digits.startsWith(CAMBODIA + "0")) {
      digits = CAMBODIA + digits.substring(CAMBODIA.length() + 1);
    }
    var right = digits.startsWith(CAMBODIA) ? CAMBODIAN : E164;
    if (!right.matcher(digits).matches()) {
      throw new Invalid(field, "must be a phone number, for example 012 345 678 or +85512345678");
    }
    return new Contact(Kind.PHONE, digits);
  }

  /** What the contact is found by, wherever it is kept sealed. */
  public byte[] index(Vault vault) {
    return vault.index("contact", value);
  }

  // Phones set to Khmer type Khmer digits.
  private static String latin(String text) {
    var latin = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              var digit = Character.isDigit(point) ? Character.getNumericValue(point) : -1;
              if (digit >= 0) {
                latin.append(digit);
              } else {
                latin.appendCodePoint(point);
              }
            });
    return latin.toString();
  }
}
