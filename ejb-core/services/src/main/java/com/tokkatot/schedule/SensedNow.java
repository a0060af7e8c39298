package com.tokkatot.schedule;

import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.reading.Readings;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.rules.condition.Condition;
import com.tokkatot.rules.condition.Judgement;
import com.tokkatot.rules.condition.Readings.Newest;
import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.wire.Reading;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the cloud knows of a condition; what counts is what the hub knows. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SensedNow {

  /** How often sensors are heard of. Source: wire.md, "Payloads". */
  private static final Duration USUAL = Duration.ofSeconds(30);

  @EJB Devices devices;
  @EJB Readings readings;
  @Inject InstantSource time;

  /** Whether the schedule's condition holds now; empty: it has none. */
  public Optional<Truth> truth(UUID farmId, Schedule schedule) {
    return condition(schedule.plan())
        .map(condition -> truth(condition, devices.of(farmId), schedule));
  }

  private Truth truth(Condition condition, List<Device> known, Schedule schedule) {
    var first = schedule.targets().get(0).deviceId();
    var coops =
        known.stream()
            .filter(device -> device.id().equals(first) && device.coopId() != null)
            .map(Device::coopId)
            .collect(Collectors.toSet());
    var sensors = known.stream().filter(device -> !device.kind().isActuator()).toList();
    var newest = readings.latest(sensors.stream().map(Device::id).toList());
    var own = own(sensors, coops);
    return Judgement.NONE
        .next(
            condition,
            (device, metric) ->
                newest.stream()
                    .filter(one -> one.metric().equals(metric) && isGood(one))
                    .filter(
                        one ->
                            device == null
                                ? own.contains(one.deviceId())
                                : device.equals(one.deviceId()))
                    .max(Comparator.comparing(StoredReading::timestamp))
                    .map(one -> new Newest(one.value(), one.timestamp(), USUAL)),
            time.instant())
        .truth();
  }

  /** The coop's sensors; without a coop the farm's. */
  private static Set<UUID> own(List<Device> sensors, Set<UUID> coops) {
    return sensors.stream()
        .filter(sensor -> coops.isEmpty() || coops.contains(sensor.coopId()))
        .map(Device::id)
        .collect(Collectors.toSet());
  }

  private static boolean isGood(StoredReading reading) {
    return reading.quality() == Reading.Quality.GOOD;
  }

  private static Optional<Condition> condition(Plan plan) {
    if (plan instanceof Plan.OnCondition rule) {
      return Optional.of(rule.condition());
    }
    return plan instanceof Plan.AtTimes times
        ? Optional.ofNullable(times.condition())
        : Optional.empty();
  }
}
