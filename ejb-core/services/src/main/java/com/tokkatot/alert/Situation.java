package com.tokkatot.alert;

import com.tokkatot.farm.FlockCurves;
import com.tokkatot.rules.climate.Curve;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Where a device stands, and over which birds.
 *
 * @param coopId or null
 * @param breed of the present flock, as people wrote it, or null
 * @param age of the present flock in days, or empty
 */
record Situation(UUID deviceId, UUID farmId, UUID coopId, String breed, OptionalDouble age) {

  /** Of those that are still there. */
  static List<Situation> of(Sql sql, Collection<UUID> deviceIds, Instant now) {
    return sql.query(
        """
        select device.id, device.farm_id, device.coop_id, flock.breed,
          extract(epoch from ?::timestamptz - (flock.placed_at::timestamp at time zone farm.timezone))
            / 86400 as age
        from device join farm on farm.id = device.farm_id
        left join flock on flock.coop_id = device.coop_id and flock.ended_at is null
        where device.id = any(?) and device.removed_at is null
        order by device.id
        """,
        row -> {
          var age = Sql.number(row, "age");
          return new Situation(
              Sql.uuid(row, "id"),
              Sql.uuid(row, "farm_id"),
              Sql.uuid(row, "coop_id"),
              row.getString("breed"),
              age == null ? OptionalDouble.empty() : OptionalDouble.of(age));
        },
        now,
        deviceIds);
  }

  Curve curve() {
    return FlockCurves.of(breed);
  }
}
