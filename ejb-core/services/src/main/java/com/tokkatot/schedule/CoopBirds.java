package com.tokkatot.schedule;

import com.tokkatot.farm.FlockCurves;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which birds a farm's coops hold, for conditions that follow their age. */
final class CoopBirds {

  private CoopBirds() {}

  /** By coop; a coop without a flock has its mode all the same. */
  static Map<UUID, Birds> of(Sql sql, UUID farmId, Instant now) {
    var found = new HashMap<UUID, Birds>();
    sql.query(
            """
            select coop.id, coop.house_mode, flock.breed,
              flock.placed_at::timestamp at time zone farm.timezone as placed_at
            from coop join farm on farm.id = coop.farm_id
            left join flock on flock.coop_id = coop.id and flock.ended_at is null
            where coop.farm_id = ? and coop.removed_at is null
            """,
            row ->
                Map.entry(
                    Sql.uuid(row, "id"),
                    new Birds(
                        HouseMode.named(row.getString("house_mode")),
                        FlockCurves.of(row.getString("breed")),
                        Sql.instant(row, "placed_at"),
                        now)),
            farmId)
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }
}
