package com.tokkatot.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
  private static final int ONE_SMS_OF_KHMER = 70;
  private static final int ONE_SMS_OF_LATIN = 160;

  private final Texts texts = CourierWorld.texts();

  static Stream<Arguments> everyMessage() {
    return Stream.of("km", "en")
        .flatMap(
            language ->
                Arrays.stream(Purpose.values())
                    .flatMap(
                        purpose ->
                            Arrays.stream(Channel.values())
                                .map(channel -> Arguments.of(language, purpose, channel))));
  }

  @ParameterizedTest
  @MethodSource("everyMessage")
  void everyBlankIsFilled(String language, Purpose purpose, Channel channel) {
    var letter = write(language, purpose, channel, Duration.ofHours(24));

    assertThat(letter.text()).isNotBlank().doesNotContain("{").doesNotContain("null");
    if (channel == Channel.EMAIL) {
      assertThat(letter.subject()).isNotBlank().doesNotContain("\n").doesNotContain("123456");
    } else if (purpose != Purpose.INVITED_STAFF) {
      assertThat(letter.text().length())
          .isLessThanOrEqualTo(language.equals("km") ? ONE_SMS_OF_KHMER : ONE_SMS_OF_LATIN);
    }
  }

  @Test
  void anEmailHasCodeAndLink() {
    assertThat(write("km", Purpose.VERIFY, Channel.EMAIL, Duration.ofHours(24)).text())
        .contains("123456", "https://farm.example/verify?token=long", "24 ម៉ោង");
    assertThat(write("en", Purpose.RESET, Channel.EMAIL, Duration.ofMinutes(30)).text())
        .contains("123456", "https://farm.example/reset?token=long", "30 minutes");
  }

  @Test
  void aCodeThatIsAMomentOlderThanItsMessageStillLastsADay() {
    assertThat(write("en", Purpose.VERIFY, Channel.SMS, Duration.ofHours(24).minusMillis(9)).text())
        .contains("24 hours");
  }

  @Test
  void withoutAnAddressOfOurPagesTheCodeMustDo() {
    texts.web = Optional.empty();

    assertThat(write("en", Purpose.VERIFY, Channel.EMAIL, Duration.ofHours(24)).text())
        .contains("123456")
        .doesNotContain("link");
  }

  @Test
  void knownTellsNoCode() {
    assertThat(write("en", Purpose.KNOWN, Channel.SMS, Duration.ofHours(24)).text())
        .doesNotContainPattern("\\d");
  }

  private Letter write(String language, Purpose purpose, Channel channel, Duration validity) {
    var secret = purpose != Purpose.KNOWN;
    return texts.letter(
        UUID.randomUUID(),
        NOW,
        new CodeMessage(
            channel,
            "sok@example.com",
            purpose,
            secret ? "123456" : null,
            secret ? "long" : null,
            language,
            NOW.plus(validity)));
  }
}
