package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartPagePartsTest {

  private final StartPageParts parts = new StartPageParts(ZoneId.of("Asia/Phnom_Penh"));

  @Test
  void aMessageShowsWhoWhenAndTheCode() {
    var html = parts.html(status(true), List.of(message("លេខកូដ 123456", "123456")));

    assertThat(html)
        .contains("+85512345678", "Code to verify a contact", "1 Mar, 13:00:00")
        .contains("<span class=\"digits\">123456</span>")
        .contains("lang=\"km\">លេខកូដ 123456<");
  }

  @Test
  void aLinkCanBeFollowed() {
    assertThat(
            parts.html(
                status(true),
                List.of(message("Open http://127.0.0.1:8080/verify?token=a-b_c", null))))
        .contains("<a href=\"http://127.0.0.1:8080/verify?token=a-b_c\">");
  }

  @Test
  void whatSomebodyTypedIsOnlyText() {
    assertThat(parts.html(status(true), List.of(message("<script>\"x\"</script>", null))))
        .contains("&lt;script&gt;&quot;x&quot;")
        .doesNotContain("<script>");
  }

  @Test
  void healthIsToldInWordsAndNotByColourAlone() {
    assertThat(parts.html(status(true), List.of())).contains("✓ works");
    assertThat(parts.html(status(false), List.of())).contains("✗ does not answer");
  }

  @Test
  void thePasswordItselfIsNotShown() {
    assertThat(parts.html(status(true), List.of())).contains("/data/credentials.json");
  }

  private static OutboxMessage message(String text, String code) {
    return new OutboxMessage(
        "1",
        Instant.parse("2026-03-01T06:00:00Z"),
        "sms",
        "+85512345678",
        "verify",
        "km",
        text,
        code,
        null);
  }

  private static Status status(boolean healthy) {
    return new Status(
        Urls.of(new Ports(9000)),
        Path.of("/data/credentials.json"),
        List.of(new ProcessRow("cloud", 42, "2.0.0", healthy, 512)));
  }
}
