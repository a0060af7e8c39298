package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the owner can look up later, and take along. */
@ExtendWith(RunningStack.class)
class ReportJourneyIT {

  private Farm farm;

  @BeforeEach
  void enter(LocalStack stack) {
    farm = new Farm(stack);
  }

  @Test
  @DisplayName("A light that was switched is in the usage of its day, in the log and in the files")
  void whatWasSwitchedIsInUsageLogAndFiles() {
    farm.rest("light");
    assertThat(farm.endOf("light", farm.ask("light", "on"))).isEqualTo("completed");
    var light = farm.device("light");

    Awaitility.await().atMost(Farm.PATIENCE).until(() -> usage(light).getInt("total_cycles") > 0);

    assertThat(usage(light).getJsonArray("on_time_by_day")).isNotEmpty();
    assertThat(farm.read(path() + "/events?event_type=device.on&limit=1").getJsonArray("events"))
        .first()
        .satisfies(
            event -> assertThat(((JsonObject) event).getString("device_id")).isEqualTo(light));
    assertThat(farm.read(path() + "/reports/farm-performance").getJsonObject("device_health"))
        .containsKey("healthy");
    var table = export("events", "csv", "");
    assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(table.headers().firstValue("Content-Disposition").orElse("")).contains("events_");
    assertThat(table.body()).startsWith("\uFEFFtimestamp,event_type").contains("report.exported");
    assertThat(export("device_usage", "json", "&device_id=" + light).json().getJsonArray("rows"))
        .isNotEmpty();
  }

  @Test
  @DisplayName("What is missing or wrong in a question is named")
  void whatIsMissingOrWrongIsNamed() {
    assertThat(answer("/reports/export").body()).contains("\"field\":\"type\"");
    assertThat(export("readings", "csv", "").body()).contains("\"field\":\"device_id\"");
    assertThat(export("events", "pdf", "").body()).contains("\"field\":\"format\"");
    assertThat(answer("/events?days=366").body()).contains("\"field\":\"days\"");
  }

  private JsonObject usage(String device) {
    return farm.read(path() + "/reports/device-usage?days=2&device_id=" + device);
  }

  private Answer export(String type, String format, String rest) {
    return answer("/reports/export?type=" + type + "&format=" + format + rest);
  }

  /** Reports are few a minute for one person, and all journeys are one. */
  private Answer answer(String path) {
    return Awaitility.await()
        .atMost(Farm.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> farm.api.get(path() + path), answer -> answer.status() != 429);
  }

  private String path() {
    return "/farms/" + farm.id();
  }
}
