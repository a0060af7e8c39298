package com.tokkatot.wire;

import jakarta.json.JsonArrayBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One step of a sequence: so much, for so long. After the last one the device goes to its rest
 * state. Source: WIRE.md 3.1; schedules.md, "Kinds of schedule".
 *
 * @param value 0 to 100 %
 * @param durationS 1 to 3600 seconds
 */
public record CommandStep(double value, long durationS) {

  /** Most steps of one sequence. */
  public static final int MOST = 20;

  /** Longest step. */
  public static final long MAX_DURATION_S = 3600;

  /** A sequence is over before this many seconds. */
  public static final long MAX_TOTAL_S = 3600;

  public CommandStep {
    if (!(value >= 0 && value <= 100)) {
      throw new WireFormatException("steps", "must have a value of 0 to 100, was " + value);
    }
    if (durationS < 1 || durationS > MAX_DURATION_S) {
      throw new WireFormatException("steps", "must last 1 to 3600 s, was " + durationS);
    }
  }

  /**
   * @throws WireFormatException if there are none, too many, or they last too long together
   */
  static void check(List<CommandStep> steps) {
    if (steps.isEmpty() || steps.size() > MOST) {
      throw new WireFormatException("steps", "must be 1 to 20, were " + steps.size());
    }
    var total = steps.stream().mapToLong(CommandStep::durationS).sum();
    if (total >= MAX_TOTAL_S) {
      throw new WireFormatException("steps", "must last less than an hour, was " + total + " s");
    }
  }

  static List<CommandStep> readAll(WireReader in) {
    return in.array("steps").stream()
        .map(value -> WireReader.element("steps", value))
        .map(CommandStep::read)
        .toList();
  }

  /** The steps as JSON, as they stand in a command; null for none. */
  public static String toText(List<CommandStep> steps) {
    return steps == null ? null : writeAll(steps).build().toString();
  }

  /**
   * What {@link #toText} wrote.
   *
   * @throws WireFormatException if it is not that
   */
  public static List<CommandStep> fromText(String text) {
    if (text == null) {
      return null;
    }
    return readAll(WireReader.of(("{\"steps\":" + text + "}").getBytes(StandardCharsets.UTF_8)));
  }

  private static CommandStep read(WireReader in) {
    try {
      return new CommandStep(in.number("value"), in.count("duration_s"));
    } catch (WireFormatException e) {
      if (e.field().equals("steps")) {
        throw e;
      }
      throw new WireFormatException("steps", "have a " + e.getMessage());
    }
  }

  static JsonArrayBuilder writeAll(List<CommandStep> steps) {
    if (steps == null) {
      return null;
    }
    var list = WireWriter.list();
    for (var step : steps) {
      list.add(
          new WireWriter().put("value", step.value).put("duration_s", step.durationS).toJson());
    }
    return list;
  }
}
