package com.tokkatot.schedule;

import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.reading.Readings;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.rules.condition.Condition;
import com.tokkatot.rules.condition.Judgement;
import com.tokkatot.rules.condition.Readings.Newest;
import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.shared.Sql;
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
import java.util.UUID;

/** What the cloud knows of a condition; what counts is what the hub knows. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SensedNow {

  /** How often sensors are heard of. Source: wire.md, "Payloads". */
  private static final Duration USUAL = Duration.ofSeconds(30);

  @Inject Sql sql;
  @EJB Devices devices;
  @EJB Readings readings;
  @Inject InstantSource time;

  /** Whether the schedule's condition holds now; empty: it has none. */
  public Optional<Truth> truth(UUID farmId, Schedule schedule) {
    return schedule.plan().question().map(condition -> truth(condition, farmId, schedule));
  }

  private Truth truth(Condition condition, UUID farmId, Schedule schedule) {
    var known = devices.of(farmId);
    var birds = CoopBirds.of(sql, farmId, time.instant());
    var sensors = known.stream().filter(device -> !device.kind().isActuator()).toList();
    var newest = readings.latest(sensors.stream().map(Device::id).toList());
    var own = CoopSensors.of(schedule.targets().get(0).deviceId(), known, birds);
    return Judgement.NONE
        .next(
            condition, own.over((device, metric) -> newest(newest, device, metric)), time.instant())
        .truth();
  }

  /**
   * @param device null: any of the farm
   */
  private static Optional<Newest> newest(List<StoredReading> all, UUID device, String metric) {
    return all.stream()
        .filter(one -> one.metric().equals(metric) && one.quality() != Reading.Quality.BAD)
        .filter(one -> device == null || device.equals(one.deviceId()))
        .max(Comparator.comparing(StoredReading::timestamp))
        .map(one -> new Newest(one.value(), one.timestamp(), USUAL));
  }
}
