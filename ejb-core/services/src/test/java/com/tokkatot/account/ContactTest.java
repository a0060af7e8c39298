package com.tokkatot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "012345678",
        "012 345 678",
        "(012) 345-678",
        "+85512345678",
        "+855 012 345 678",
        "855 12 345 678",
        "0085512345678",
        "00855 012 345 678",
        "០១២ ៣៤៥ ៦៧៨",
      })
  void everyUsualSpellingOfACambodianNumberIsTheSameNumber(String text) {
    assertThat(Contact.phone("phone", text))
        .isEqualTo(new Contact(Contact.Kind.PHONE, "+85512345678"));
  }

  @Test
  void nineNationalDigitsAreANumberToo() {
    assertThat(Contact.phone("phone", "097 123 4567").value()).isEqualTo("+855971234567");
  }

  @Test
  void aNumberOfAnotherCountryIsKeptAsItIs() {
    assertThat(Contact.any("identifier", "+66 81 234 5678").value()).isEqualTo("+66812345678");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12345", "012 34", "+855 1234567890", "phone", "", "0123456789012", "+0123"})
  void whatIsNoNumberIsRefusedByName(String text) {
    assertThatThrownBy(() -> Contact.phone("phone", text))
        .isInstanceOf(Invalid.class)
        .extracting(problem -> ((Invalid) problem).field())
        .isEqualTo("phone");
  }

  @Test
  void anAddressIsKeptInLowerCase() {
    assertThat(Contact.any("identifier", "  Sok.Dara+farm@Example.COM "))
        .isEqualTo(new Contact(Contact.Kind.EMAIL, "sok.dara+farm@example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@example.com",
        "a@b",
        "a b@example.com",
        "a@example..com",
        ".a@example.com",
        "a.@example.com",
        "a@-x.com"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> Contact.email("email", text)).isInstanceOf(Invalid.class);
  }
}
