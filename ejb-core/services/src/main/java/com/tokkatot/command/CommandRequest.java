package com.tokkatot.command;

import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import java.util.List;
import java.util.UUID;

/**
 * What a person asks of a device.
 *
 * @param commandId made by whoever asks, or null; asking twice with one id is asking once
 * @param value 0 to 100, degrees 0 to 180; exactly with {@code set_…}
 * @param durationMs switch off again after so long, or null
 * @param steps exactly with {@code sequence}
 */
public record CommandRequest(
    UUID commandId,
    CommandType type,
    Double value,
    Long durationMs,
    List<CommandStep> steps,
    CommandMessage.Priority priority) {

  private enum StepAction {
    ON,
    OFF
  }

  /**
   * @throws Invalid naming the field that is wrong
   */
  public CommandRequest {
    if (type.hasValue() && value == null) {
      throw new Invalid("command_params.value", "is missing");
    }
    if (value != null && !type.hasValue()) {
      throw new Invalid("command_params.value", "goes with set_value, set_speed, set_angle only");
    }
    if (value != null && !(value >= 0 && value <= type.most())) {
      throw new Invalid("command_params.value", "must be 0 to " + (int) type.most());
    }
    if (durationMs != null && (durationMs < 1000 || durationMs > CommandMessage.MAX_DURATION_MS)) {
      throw new Invalid("command_params.duration_ms", "must be 1000 to 7200000");
    }
    if (durationMs != null && type != CommandType.ON && !type.hasValue()) {
      throw new Invalid("command_params.duration_ms", "goes with on and set_value only");
    }
    if ((type == CommandType.SEQUENCE) != (steps != null)) {
      throw new Invalid("command_params.steps", "go with sequence and only with it");
    }
    if (steps != null) {
      steps = List.copyOf(steps);
      if (steps.isEmpty() || steps.size() > CommandStep.MOST) {
        throw new Invalid("command_params.steps", "must be 1 to 20");
      }
      if (steps.stream().mapToLong(CommandStep::durationS).sum() >= CommandStep.MAX_TOTAL_S) {
        throw new Invalid("command_params.steps", "must last less than an hour together");
      }
    }
  }

  /**
   * Reads it as clients send it: {@code command_type}, {@code command_params}, {@code priority},
   * {@code idempotency_key}.
   *
   * @throws Invalid naming the field that is wrong
   */
  public static CommandRequest read(Body body) {
    var params = body.inside("command_params");
    return new CommandRequest(
        body.idOrNull("idempotency_key"),
        body.word("command_type", CommandType.class),
        params.numberOrNull("value"),
        params.wholeOrNull("duration_ms"),
        stepsOrNull(params),
        body.wordOr("priority", CommandMessage.Priority.class, CommandMessage.Priority.NORMAL));
  }

  /**
   * The steps of {@code command_params}, or null.
   *
   * @throws Invalid naming the field that is wrong
   */
  public static List<CommandStep> stepsOrNull(Body params) {
    return params.has("steps")
        ? params.each("steps", CommandStep.MOST).stream().map(CommandRequest::step).toList()
        : null;
  }

  private static CommandStep step(Body step) {
    var seconds = step.wholeOrNull("duration_s");
    if (seconds == null || seconds < 1 || seconds > CommandStep.MAX_DURATION_S) {
      throw step.wrong("duration_s", "must be 1 to 3600");
    }
    var value = step.numberOrNull("value");
    if (step.has("action") == (value != null)) {
      throw step.wrong("action", "or value must be there, and only one of them");
    }
    if (value == null) {
      value = step.word("action", StepAction.class) == StepAction.ON ? 100.0 : 0.0;
    }
    if (!(value >= 0 && value <= 100)) {
      throw step.wrong("value", "must be 0 to 100");
    }
    return new CommandStep(value, seconds);
  }

  /** Whether it asks for something between off and on. */
  boolean isPartial() {
    if (steps != null) {
      return steps.stream().anyMatch(step -> partial(step.value()));
    }
    return value != null && partial(value * 100 / type.most());
  }

  private static boolean partial(double percent) {
    return percent != 0 && percent != 100;
  }
}
