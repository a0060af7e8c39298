package com.tokkatot.rules.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.alert.Ages;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Limit;
import com.tokkatot.rules.alert.PlacedRule;
import com.tokkatot.rules.alert.Scope;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.rules.alert.Side;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertRuleJsonTest {

  private static final UUID ID = new UUID(1, 1);
  private static final PlacedRule FULL =
      new PlacedRule(
          new UUID(2, 2),
          null,
          new AlertRule(
              ID,
              Scope.COOP,
              new Limit("temperature", Side.LOW, true, -2.5, 0.25),
              Severity.CRITICAL,
              new Ages(3, 28),
              Duration.ofSeconds(90),
              Instant.parse("2026-03-01T00:00:00.250Z"),
              true));
  private static final PlacedRule PLAIN =
      new PlacedRule(
          null,
          null,
          new AlertRule(
              ID,
              Scope.DEFAULT,
              new Limit("water_level", Side.LOW, false, 30, null),
              Severity.WARNING,
              Ages.ANY,
              Duration.ZERO,
              null,
              false));

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(AlertRuleJson.read(AlertRuleJson.write(FULL))).isEqualTo(FULL);
    assertThat(AlertRuleJson.read(AlertRuleJson.write(PLAIN))).isEqualTo(PLAIN);
  }

  @Test
  void whatANewerCloudSaysBesidesIsPassedOver() {
    var more = Json.createObjectBuilder(AlertRuleJson.write(FULL)).add("colour", "red").build();

    assertThat(AlertRuleJson.read(more)).isEqualTo(FULL);
  }

  @Test
  void whatIsWrongIsNamed() {
    var odd = Json.createObjectBuilder(AlertRuleJson.write(FULL)).add("side", "left").build();
    var long_ = Json.createObjectBuilder(AlertRuleJson.write(FULL)).add("delay_s", 3601).build();

    assertThatThrownBy(() -> AlertRuleJson.read(odd))
        .isInstanceOf(InvalidRule.class)
        .hasMessageContaining("side");
    assertThatThrownBy(() -> AlertRuleJson.read(long_))
        .isInstanceOf(InvalidRule.class)
        .hasMessageContaining("delay_s");
  }

  @Test
  void aRuleForOnePlaceIsForNoOther() {
    assertThat(FULL.isFor(ID, new UUID(2, 2))).isTrue();
    assertThat(FULL.isFor(ID, new UUID(2, 3))).isFalse();
    assertThat(FULL.isFor(ID, null)).isFalse();
    assertThat(PLAIN.isFor(ID, null)).isTrue();
  }
}
