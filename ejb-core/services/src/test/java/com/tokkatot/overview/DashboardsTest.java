package com.tokkatot.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.NoRedis;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestRedis;
import com.tokkatot.wire.Reading;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member viewer = new Member(farm.id(), UUID.randomUUID(), Role.VIEWER);
  private final Dashboards dashboards = new Dashboards();

  @BeforeEach
  void wire() {
    dashboards.sql = sql;
    dashboards.redis = new NoRedis();
    dashboards.time = time;
    dashboards.system = TestSettings.over(sql, time);
    dashboards.series = TestReadings.seriesOver(sql, time);
    sql.update("update hub set is_online = true where id = ?", farm.hub());
    sql.update("update node set is_online = true where id = ?", farm.node());
    sql.update("update device set kind = 'dht22', type = 'sensor' where id = ?", farm.light());
  }

  @Test
  void aFarmThatIsWellSaysSo() {
    measured(28);

    var look = look();

    assertThat(look.getString("verdict")).isEqualTo("good");
    assertThat(look.getJsonArray("reasons")).isEmpty();
    assertThat(look.getJsonObject("farm").getString("name")).isEqualTo("Test");
    assertThat(look.getJsonObject("device_status").getInt("online")).isEqualTo(1);
    assertThat(number(look, "avg_temperature")).isEqualTo(28);
    assertThat(look.getJsonObject("quick_stats").isNull("avg_humidity")).isTrue();
  }

  @Test
  void alertsAreCountedAndTellWhy() {
    measured(39);
    alert("temperature_high", "critical");
    alert("water_level_low", "warning");

    var look = look();

    assertThat(look.getString("verdict")).isEqualTo("bad");
    assertThat(reasons(look)).containsExactly("temperature_high", "water_level_low");
    assertThat(look.getJsonObject("alerts").getInt("active")).isEqualTo(2);
    assertThat(look.getJsonObject("alerts").getInt("critical")).isEqualTo(1);
    assertThat(look.getJsonArray("recent_events")).hasSize(2);
    assertThat(number(look, "last_24h_alerts")).isEqualTo(2);
  }

  @Test
  void whoSeesNothingDoesNotSayThatAllIsWell() {
    assertThat(reasons(look())).containsExactly("no_readings");
    assertThat(look().getString("verdict")).isEqualTo("unknown");

    sql.update("update hub set is_online = false where id = ?", farm.hub());
    assertThat(reasons(look())).containsExactly("hub_offline");
    assertThat(look().getJsonObject("device_status").getInt("offline")).isEqualTo(1);
  }

  @Test
  void aWarningAloneIsWorthALook() {
    measured(28);
    alert("water_level_low", "warning");

    assertThat(look().getString("verdict")).isEqualTo("watch");
  }

  @Test
  void redisKeepsOneLookForAll() {
    try (var server = new TestRedis()) {
      dashboards.redis = server.client(time);
      awaitRedis();
      measured(28);
      var first = dashboards.of(viewer);
      alert("temperature_high", "critical");

      assertThat(dashboards.of(viewer)).isEqualTo(first);
      dashboards.redis = new NoRedis();
      assertThat(look().getString("verdict")).isEqualTo("bad");
    }
  }

  @Test
  void itIsSmall() {
    for (var i = 0; i < 60; i++) {
      alert("temperature_high_of_a_long_name_" + i, "critical");
    }

    assertThat(dashboards.of(viewer).length()).isLessThan(50_000);
  }

  /** Its first connection may take longer than anybody waits for an answer. */
  private void awaitRedis() {
    for (var i = 0; i < 20; i++) {
      if (dashboards.redis.ask(commands -> commands.ping()).isPresent()) {
        return;
      }
      time.advance(Duration.ofSeconds(2));
    }
  }

  private JsonObject look() {
    return Json.createReader(new StringReader(dashboards.of(viewer))).readObject();
  }

  private static double number(JsonObject look, String field) {
    return look.getJsonObject("quick_stats").getJsonNumber(field).doubleValue();
  }

  private static List<String> reasons(JsonObject look) {
    return look.getJsonArray("reasons").getValuesAs(JsonString::getString);
  }

  private void measured(double value) {
    TestReadings.seriesOver(sql, time)
        .append(
            List.of(
                new StoredReading(
                    farm.light(),
                    "temperature",
                    time.instant().minusSeconds(30),
                    value,
                    "Cel",
                    Reading.Quality.GOOD)));
  }

  private void alert(String type, String severity) {
    sql.update(
        "insert into alert (id, farm_id, device_id, type, severity, message_key, triggered_at)"
            + " values (?, ?, ?, ?, ?, 'alert.other', ?)",
        UUID.randomUUID(),
        farm.id(),
        farm.light(),
        type,
        severity,
        time.instant());
  }
}
