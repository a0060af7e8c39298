package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happened on the farm while nobody listened is in the cloud once somebody does. */
@ExtendWith(RunningStack.class)
class JournalJourneyIT {

  private static final Duration RESTART = Duration.ofSeconds(120);
  private static final int MEASURED = 20;

  private Farm farm;

  @BeforeEach
  void signIn(LocalStack stack) {
    farm = new Farm(stack);
  }

  @Test
  @DisplayName("Measured while the cloud was dead: all of it is there, each once")
  void whatWasMeasuredWhileTheCloudWasDead() {
    farm.stack.stop("cloud");
    var begin = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
    for (var i = 0; i < MEASURED; i++) {
      measure(begin.plusSeconds(30L * i), i);
    }
    farm.stack.start("cloud");
    assertThat(farm.stack.awaitHealthy("cloud", RESTART)).isTrue();
    // The broker lived on, so the hub did not reconnect: by itself it uploads within five minutes.
    syncNow();

    // The broker may have kept what was told live; the journal's own numbers prove the upload.
    Awaitility.await()
        .atMost(RESTART)
        .untilAsserted(
            () -> {
              assertThat(numberOf("select count(*) from hub_event where hub_id = '%s'"))
                  .as("the farm's events, by their numbers")
                  .isPositive();
              assertThat(
                      numberOf(
                          "select max(stored_to) from journal_stream"
                              + " where hub_id = '%s' and stream = 'readings'"))
                  .isGreaterThanOrEqualTo(MEASURED);
            });
    assertThat(stored(begin)).isEqualTo(MEASURED);
    assertThat(
            numberOf(
                "select count(*) from journal_range where hub_id = '%s' and coverage <> 'whole'"))
        .as("nothing of the journal is lost")
        .isZero();
  }

  @Test
  @DisplayName("Events that are lost behind the hub are found by their numbers and fetched again")
  void eventsThatAreLostBehindTheHub() {
    farm.endOf("light", farm.ask("light", "on"));
    farm.rest("light");
    syncNow();
    Awaitility.await().atMost(RESTART).until(() -> newestEvent() > 0);
    var lost = newestEvent();
    change("delete from hub_event where hub_id = '%s' and seq = " + lost);

    syncNow();

    Awaitility.await()
        .atMost(RESTART)
        .untilAsserted(
            () -> {
              assertThat(
                      numberOf(
                          "select count(*) from journal_gap where hub_id = '%s'"
                              + " and outcome = 'fetched' and first_seq <= "
                              + lost
                              + " and last_seq >= "
                              + lost))
                  .as("found by its number")
                  .isEqualTo(1);
              assertThat(
                      numberOf(
                          "select count(*) from hub_event where hub_id = '%s' and seq = " + lost))
                  .as("and there again")
                  .isEqualTo(1);
            });
  }

  private long newestEvent() {
    return numberOf("select coalesce(max(seq), 0) from hub_event where hub_id = '%s'");
  }

  private void syncNow() {
    assertThat(farm.api.post("/farms/" + farm.id() + "/sync", "{}").status()).isEqualTo(202);
  }

  private void change(String sql) {
    try (var connection = farm.stack.database();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql.formatted(farm.plan.hubId()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void measure(Instant at, int value) {
    Publisher.node(farm, "dht22")
        .publish(
            "farm/%s/devices/%s/sensor".formatted(farm.id(), farm.device("dht22")),
            """
            {"device_id":"%s","timestamp":%d,"incarnation":1,"boot":1,"seq":%d,"readings":[
             {"metric":"journey","value":%d,"unit":"Cel","quality":"good"}]}"""
                .formatted(farm.device("dht22"), at.toEpochMilli(), value, value));
  }

  private long stored(Instant begin) {
    return numberOf(
        "select count(*) from reading where metric = 'journey' and device_id = '"
            + farm.device("dht22")
            + "' and taken_at >= '"
            + begin
            + "' and '%s' <> ''");
  }

  private long numberOf(String sql) {
    try (var connection = farm.stack.database();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql.formatted(farm.plan.hubId()))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
