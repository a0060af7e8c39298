package com.tokkatot.schedule;

import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.device.SnapshotMaking;
import com.tokkatot.device.SnapshotVersions;
import com.tokkatot.farm.FarmZoned;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.json.BirdsJson;
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
    var birds = CoopBirds.of(sql, making.farmId(), time.instant());
    sql.query(
            ScheduleRows.NEWEST + " and schedule.farm_id = ? order by schedule.id",
            Stored::read,
            making.farmId())
        .forEach(stored -> making.schedules().add(message(stored, known, birds)));
  }

  private static ScheduleMessage message(
      Stored stored, List<Device> known, Map<UUID, Birds> birds) {
    var definition = stored.draft().definition();
    var own = CoopSensors.of(definition.targets().get(0).deviceId(), known, birds);
    var follows = definition.plan().leaves().stream().anyMatch(Leaf::fromTarget);
    return new ScheduleMessage(
        stored.id(),
        stored.version(),
        stored.zone().getId(),
        stored.draft().isEnabled(),
        stored.editedAt(),
        own.byMetric(),
        follows && own.birds() != null ? BirdsJson.write(own.birds()) : null,
        ScheduleJson.write(definition));
  }

  /** Times of day mean other instants from now on. */
  void follow(@Observes FarmZoned zoned) {
    var rows = new ScheduleRows(sql, time.instant());
    rows.lockFarm(zoned.farmId());
    rows.enabled(zoned.farmId()).forEach(rows::expectAnew);
    snapshots.next(zoned.farmId());
  }
}
