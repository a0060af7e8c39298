package com.tokkatot.schedule;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A schedule as clients see it: what people say of it, and what comes of it. What its kind does not
 * have is null. Source: schedules.md; requirements.md 3.6.
 *
 * @param devices whom, and how many seconds after the others
 * @param misfireGrace seconds
 * @param actionDuration seconds
 * @param onDuration seconds, like offDuration, minOn, minOff and maxOn
 * @param timezone the farm's, by which times of day are meant
 * @param nextExecution as far as the clock alone tells; null: none, or whenever readings call for
 *     it
 * @param lastExecution when it was last executed, or null
 */
public record ScheduleView(
    UUID id,
    UUID farmId,
    String name,
    String scheduleType,
    List<TargetView> devices,
    String action,
    Integer actionValue,
    Integer actionDuration,
    List<StepView> actionSequence,
    String cronExpression,
    String startTime,
    String endTime,
    List<String> daysOfWeek,
    String dateFrom,
    String dateTo,
    Integer onDuration,
    Integer offDuration,
    Integer repeatCount,
    String anchor,
    ConditionView condition,
    Integer minOn,
    Integer minOff,
    Integer maxOn,
    Integer misfireGrace,
    int priority,
    boolean isEnabled,
    long version,
    String timezone,
    Instant nextExecution,
    Instant lastExecution,
    long executionCount,
    UUID createdBy,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * A device of a schedule.
   *
   * @param offset seconds after the others
   */
  public record TargetView(UUID deviceId, String deviceName, int offset) {}

  /**
   * A step of a sequence.
   *
   * @param value 0 to 100
   * @param duration seconds
   */
  public record StepView(int value, int duration) {}

  /** What is known of a schedule beside its versions. */
  record Life(
      UUID createdBy,
      Instant createdAt,
      Instant updatedAt,
      Instant next,
      Instant last,
      long count) {}

  /**
   * @param names of devices; one that is not there has none
   */
  static ScheduleView of(Stored stored, JsonObject json, Life life, Map<UUID, String> names) {
    var in = new DefinitionFields(json);
    var draft = stored.draft();
    return new ScheduleView(
        stored.id(),
        stored.farmId(),
        draft.name(),
        json.getString("schedule_type"),
        draft.definition().targets().stream()
            .map(
                target ->
                    new TargetView(
                        target.deviceId(),
                        names.get(target.deviceId()),
                        (int) target.offset().toSeconds()))
            .toList(),
        in.text("action"),
        in.number("action_value"),
        in.number("action_duration"),
        in.steps("action_sequence"),
        in.text("cron_expression"),
        in.text("start_time"),
        in.text("end_time"),
        in.texts("days_of_week"),
        in.text("date_from"),
        in.text("date_to"),
        in.number("on_duration"),
        in.number("off_duration"),
        in.number("repeat_count"),
        in.text("anchor"),
        in.condition("condition"),
        in.number("min_on"),
        in.number("min_off"),
        in.number("max_on"),
        in.number("misfire_grace"),
        draft.definition().priority(),
        draft.isEnabled(),
        stored.version(),
        stored.zone().getId(),
        life.next,
        life.last,
        life.count,
        life.createdBy,
        life.createdAt,
        life.updatedAt);
  }
}
