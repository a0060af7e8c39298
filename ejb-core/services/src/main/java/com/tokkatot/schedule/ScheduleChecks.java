package com.tokkatot.schedule;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.device.Device;
import com.tokkatot.device.DeviceKind;
import com.tokkatot.device.Devices;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Step;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import java.util.Map;
import java.util.UUID;

/** Whether a schedule fits the farm it is for. */
record ScheduleChecks(Devices devices, ScheduleRows rows) {

  /** Most schedules of one device. Source: decisions.md D19. */
  static final int MOST_OF_DEVICE = 20;

  private static final int FULL = 100;

  /**
   * @param id of the schedule, which is not counted against the limit
   * @throws Invalid naming the field that does not fit
   * @throws Conflict if a device has enough schedules ({@code LIMIT_EXCEEDED})
   */
  void check(UUID farmId, UUID id, ScheduleDraft draft) {
    var definition = draft.definition();
    var known = devices.of(farmId).stream().collect(toMap(Device::id, device -> device));
    for (var i = 0; i < definition.targets().size(); i++) {
      var field = "devices[" + i + "].device_id";
      check(field, known.get(definition.targets().get(i).deviceId()), definition.plan());
    }
    checkSensors(definition.plan(), known);
    var ids = definition.targets().stream().map(target -> target.deviceId()).toList();
    rows.full(ids, id, MOST_OF_DEVICE).stream()
        .findFirst()
        .ifPresent(
            full -> {
              throw new Conflict(
                  "LIMIT_EXCEEDED",
                  "a device has at most " + MOST_OF_DEVICE + " schedules",
                  Map.of("device_id", full.toString()));
            });
  }

  private static void check(String field, Device device, Plan plan) {
    if (device == null) {
      throw new Invalid(field, "is no device of this farm");
    }
    if (!device.kind().isActuator()) {
      throw new Invalid(field, "is a sensor, which does nothing");
    }
    if (!device.kind().isDimmable()) {
      checkValues(plan, device.name());
    }
    var runsDry = device.kind() == DeviceKind.HEATER || device.kind() == DeviceKind.PUMP;
    if (runsDry && plan instanceof Plan.OnCondition rule && rule.limits().maxOn() == null) {
      throw new Invalid("max_on", "is needed: %s must not run for ever".formatted(device.name()));
    }
  }

  private static void checkValues(Plan plan, String name) {
    var why = "must be 0 or 100: %s knows on and off only".formatted(name);
    if (plan instanceof Plan.AtTimes times) {
      for (var i = 0; i < times.sequence().size(); i++) {
        if (isPartial(times.sequence().get(i))) {
          throw new Invalid("action_sequence[" + i + "].value", why);
        }
      }
    }
    if (isPartial(plan.value())) {
      throw new Invalid("action_value", why);
    }
  }

  private static boolean isPartial(Step step) {
    return isPartial(step.value());
  }

  private static boolean isPartial(int value) {
    return value != 0 && value != FULL;
  }

  private static void checkSensors(Plan plan, Map<UUID, Device> known) {
    for (var leaf : plan.leaves()) {
      var sensor = leaf.deviceId() == null ? null : known.get(leaf.deviceId());
      if (leaf.deviceId() != null && (sensor == null || sensor.kind().isActuator())) {
        throw new Invalid(
            "condition", "names %s, no sensor of this farm".formatted(leaf.deviceId()));
      }
    }
  }
}
