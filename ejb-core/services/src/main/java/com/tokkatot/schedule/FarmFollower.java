package com.tokkatot.schedule;

import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.device.SnapshotMaking;
import com.tokkatot.device.SnapshotVersions;
import com.tokkatot.farm.FarmZoned;
import com.tokkatot.rules.json.ScheduleJson;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.ScheduleMessage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What schedules have to do with their farm's hub and its clock. In the caller's transaction. */
@ApplicationScoped
public class FarmFollower {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject SnapshotVersions snapshots;
  @EJB Devices devices;

  /** A hub gets all of its farm's schedules, those that rest too. */
  void tell(@Observes SnapshotMaking making) {
    var known = devices.of(making.farmId());
    sql.query(
            ScheduleRows.NEWEST + " and schedule.farm_id = ? order by schedule.id",
            Stored::read,
            making.farmId())
        .forEach(stored -> making.schedules().add(message(stored, known)));
  }

  private static ScheduleMessage message(Stored stored, List<Device> known) {
    return new ScheduleMessage(
        stored.id(),
        stored.version(),
        stored.zone().getId(),
        stored.draft().isEnabled(),
        stored.editedAt(),
        sensors(stored, known),
        ScheduleJson.write(stored.draft().definition()));
  }

  /** Where a condition names none. */
  private static Map<String, UUID> sensors(Stored stored, List<Device> known) {
    var first = stored.draft().definition().targets().get(0).deviceId();
    return CoopSensors.of(first, known).byMetric();
  }

  /** Times of day mean other instants from now on. */
  void follow(@Observes FarmZoned zoned) {
    var rows = new ScheduleRows(sql, time.instant());
    rows.lockFarm(zoned.farmId());
    rows.enabled(zoned.farmId()).forEach(rows::expectAnew);
    snapshots.next(zoned.farmId());
  }
}
