package com.tokkatot.rest.schedule;

import com.tokkatot.schedule.ScheduleDraft;
import com.tokkatot.schedule.Schedules;
import com.tokkatot.shared.Body;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of a schedule: as the document shows it, and how it is read. */
@Schema(
    name = "ScheduleRequest",
    example =
        "{\"name\": \"ចំណីព្រឹក\", \"schedule_type\": \"time_based\", \"cron_expression\": \"0 6 * * *\","
            + " \"action\": \"on\", \"action_duration\": 900, \"priority\": 10,"
            + " \"devices\": [{\"device_id\": \"0199f1c2-7a3b-7c4d-8e5f-0123456789ab\"}]}")
record ScheduleBody(
    @Schema(required = true, maxLength = ScheduleDraft.LONGEST_NAME) String name,
    @Schema(
            required = true,
            enumeration = {"time_based", "duration_based", "condition_based"})
        String scheduleType,
    @Schema(description = "1 to 100 of them, each once.") List<Target> devices,
    @Schema(description = "Instead of devices, where it is the only one.") UUID deviceId,
    @Schema(enumeration = {"on", "off", "set_value"}) String action,
    @Schema(minimum = "0", maximum = "100", description = "Percent, with set_value.")
        Integer actionValue,
    @Schema(minimum = "1", maximum = "7200", description = "Seconds; then back.")
        Integer actionDuration,
    @Schema(maxItems = 20, description = "Instead of a duration; it ends at rest.")
        List<Step> actionSequence,
    @Schema(description = "Minute, hour, day, month, weekday, on the farm's clock.")
        String cronExpression,
    @Schema(description = "A window, for example 06:00.") String startTime,
    @Schema(description = "Before the start: on the next day.") String endTime,
    @Schema(description = "mon to sun; all when there are none.") List<String> daysOfWeek,
    String dateFrom,
    String dateTo,
    @Schema(minimum = "1", maximum = "86400", description = "Seconds of a cycle.")
        Integer onDuration,
    @Schema(minimum = "1", maximum = "86400") Integer offDuration,
    @Schema(description = "How often; without end when it is not there.") Integer repeatCount,
    @Schema(description = "When the cycles began, if there is no window.") Instant anchor,
    @Schema(description = "What must hold of readings.") Condition condition,
    @Schema(minimum = "0", maximum = "7200", description = "Seconds.") Integer minOn,
    @Schema(minimum = "0", maximum = "7200") Integer minOff,
    @Schema(minimum = "1", maximum = "7200", description = "Needed for heaters and pumps.")
        Integer maxOn,
    @Schema(minimum = "0", maximum = "3600", defaultValue = "60", description = "Seconds.")
        Integer misfireGrace,
    @Schema(minimum = "0", maximum = "10", defaultValue = "0", description = "Higher wins.")
        Integer priority,
    @Schema(defaultValue = "true") Boolean isEnabled,
    @Schema(maxLength = Schedules.LONGEST_REASON, description = "Why, in people's words.")
        String reason) {

  /** A device and how many seconds after the others it has its turn. */
  record Target(
      @Schema(required = true) UUID deviceId,
      @Schema(minimum = "0", maximum = "3600", defaultValue = "0") Integer offset) {}

  /** One step: on, off or a percentage, for so many seconds. */
  record Step(
      @Schema(enumeration = {"on", "off"}) String action,
      @Schema(minimum = "0", maximum = "100", description = "Instead of action.") Integer value,
      @Schema(required = true, minimum = "1", maximum = "3600") Integer duration) {}

  /** And, or, not, or one comparison. */
  @Schema(name = "ScheduleCondition")
  record Condition(
      List<Condition> and,
      List<Condition> or,
      Condition not,
      @Schema(description = "The sensor; without it the coop's own.") UUID deviceId,
      @Schema(description = "For example temperature.") String metric,
      @Schema(enumeration = {"<", "<=", ">", ">=", "==", "!="}) String operator,
      Double value,
      @Schema(description = "Where it lets go again.") Double release) {}

  static ScheduleDraft read(JsonValue json, Instant now) {
    return ScheduleDraft.read(Body.of(json).json(), now);
  }

  static String reason(JsonValue json) {
    return Body.of(json).textOrNull("reason", Schedules.LONGEST_REASON);
  }
}
