package com.tokkatot.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import jakarta.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A schedule from the owner's phone to the relay and back. */
@ExtendWith(RunningStack.class)
class ScheduleJourneyIT {

  private Farm farm;

  @BeforeEach
  void enter(LocalStack stack) {
    farm = new Farm(stack);
  }

  @Test
  @DisplayName("What is run now switches the relay once and has a result")
  void whatIsRunNowSwitchesTheRelayOnceAndHasAResult() {
    farm.rest("light");
    var schedule = create();

    var run = farm.api.post(path() + "/" + schedule + "/execute-now", "{}");

    assertThat(run.status()).as("%s", run).isEqualTo(202);
    var execution = run.json().getString("execution_id");
    Awaitility.await()
        .atMost(Farm.PATIENCE)
        .until(() -> statusOf(schedule, execution), "executed"::equals);
    assertThat(farm.edges(execution)).isEqualTo(1);
    assertThat(farm.api.delete(path() + "/" + schedule).status()).isEqualTo(204);
    assertThat(farm.api.get(path() + "/" + schedule).errorCode()).isEqualTo("SCHEDULE_NOT_FOUND");
  }

  @Test
  @DisplayName("Whoever switches by hand sees until when that holds, and can end it")
  void whoeverSwitchesByHandSeesUntilWhenThatHoldsAndCanEndIt() {
    farm.rest("light");
    Awaitility.await().atMost(Farm.PATIENCE).until(() -> manualUntil() != null);
    try (var live = farm.watch()) {
      var release = farm.ask("light", "release");

      assertThat(farm.endOf("light", release)).isEqualTo("completed");
      Awaitility.await().atMost(Farm.PATIENCE).until(() -> manualUntil() == null);
      live.await(Farm.PATIENCE, frame -> frame.type().equals("device:hold"));
    }
  }

  /** As clients see it; null: schedules may go on. */
  private String manualUntil() {
    var path = "/farms/" + farm.id() + "/devices/" + farm.device("light");
    var device = farm.read(path);
    return device.isNull("manual_until") ? null : device.getString("manual_until");
  }

  @Test
  @DisplayName("What is changed is a version, and what is refused names its field")
  void whatIsChangedIsAVersionAndWhatIsRefusedNamesItsField() {
    var schedule = create();

    var changed =
        farm.api.put(path() + "/" + schedule, "{\"priority\": 7, \"reason\": \"a journey\"}");

    assertThat(changed.status()).as("%s", changed).isEqualTo(200);
    assertThat(changed.json().getJsonObject("schedule").getInt("version")).isEqualTo(2);
    var versions = farm.read(path() + "/" + schedule + "/versions").getJsonArray("versions");
    assertThat(versions.getJsonObject(0).getString("reason")).isEqualTo("a journey");
    assertThat(versions.getJsonObject(0).getString("changed_by_name")).isNotBlank();
    var wrong = farm.api.put(path() + "/" + schedule, "{\"cron_expression\": \"0 25 * * *\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("\"field\":\"cron_expression\"");
    farm.api.delete(path() + "/" + schedule);
  }

  @Test
  @DisplayName("What comes, what might, and what came can be asked for")
  void whatComesAndCameCanBeAskedFor() {
    var schedule = create();

    assertThat(farm.api.post(path() + "/dry-run", draft()).status()).isEqualTo(200);
    assertThat(farm.api.post(path() + "/conflicts", draft()).json().getInt("total")).isZero();
    assertThat(farm.read(path() + "/upcoming").containsKey("turns")).isTrue();
    assertThat(farm.read(path() + "/templates").getInt("total")).isPositive();
    assertThat(farm.read(path() + "/executions").containsKey("success_rate")).isTrue();
    var table = farm.api.get(path() + "/executions/export");
    assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    farm.api.delete(path() + "/" + schedule);
  }

  /** The id of a new schedule whose time does not come while anybody looks. */
  private String create() {
    var made = farm.api.post(path(), draft());
    assertThat(made.status()).as("%s", made).isEqualTo(201);
    return made.json().getJsonObject("schedule").getString("id");
  }

  private String draft() {
    return """
        {"name": "ភ្លើង", "schedule_type": "duration_based", "anchor": "2999-01-01T00:00:00Z",
         "on_duration": 60, "off_duration": 60, "action": "on", "device_id": "%s"}
        """
        .formatted(farm.device("light"));
  }

  private String statusOf(String schedule, String execution) {
    return farm
        .read(path() + "/" + schedule + "/executions")
        .getJsonArray("executions")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(one -> one.getString("id").equals(execution))
        .map(one -> one.getString("status"))
        .findFirst()
        .orElse("none");
  }

  private String path() {
    return "/farms/" + farm.id() + "/schedules";
  }
}
