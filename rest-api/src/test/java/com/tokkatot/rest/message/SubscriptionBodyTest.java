package com.tokkatot.rest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.message.QuietHours;
import com.tokkatot.message.SubscriptionDraft;
import com.tokkatot.shared.Body;
import jakarta.json.Json;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class SubscriptionBodyTest {

  private final SubscriptionDraft atNight =
      new SubscriptionDraft("all", "in_app", true, QuietHours.of("20:00", "06:00"));

  @Test
  void aTypeIsEnough() {
    assertThat(SubscriptionBody.whole(body("{\"alert_type\":\"all\"}")))
        .isEqualTo(new SubscriptionDraft("all", "in_app", true, null));
  }

  @Test
  void whatAChangeDoesNotMentionStays() {
    assertThat(SubscriptionBody.over(atNight, body("{\"quiet_hours_end\":\"05:30\"}")))
        .isEqualTo(new SubscriptionDraft("all", "in_app", true, QuietHours.of("20:00", "05:30")));
    assertThat(
            SubscriptionBody.over(
                    atNight, body("{\"quiet_hours_start\":null,\"quiet_hours_end\":null}"))
                .quiet())
        .isNull();
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> SubscriptionBody.whole(body("{}")))
        .hasMessageStartingWith("alert_type");
    assertThatThrownBy(
            () -> SubscriptionBody.whole(body("{\"alert_type\":\"all\",\"channel\":\"sms\"}")))
        .hasMessageStartingWith("channel");
    assertThatThrownBy(() -> SubscriptionBody.over(atNight, body("{\"quiet_hours_start\":null}")))
        .hasMessageStartingWith("quiet_hours_start");
  }

  private static Body body(String json) {
    try (var reader = Json.createReader(new StringReader(json))) {
      return Body.of(reader.readValue());
    }
  }
}
