package com.tokkatot.schedule;

import java.util.List;
import java.util.UUID;

/**
 * Part of a condition: {@code and}, {@code or} or {@code not}, or one comparison; the rest is null.
 *
 * @param deviceId the sensor; null: the coop's own
 * @param operator one of {@code < <= > >= == !=}
 * @param release where it lets go again; null: the metric's own hysteresis
 * @param fromTarget whether value and release count from what the coop's birds want at their age
 */
public record ConditionView(
    List<ConditionView> and,
    List<ConditionView> or,
    ConditionView not,
    UUID deviceId,
    String metric,
    String operator,
    Double value,
    Double release,
    Boolean fromTarget) {}
