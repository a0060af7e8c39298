package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.CoopAir;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What decides over the air of each coop: its thermometers, fans and heaters. What stands in no
 * coop counts as one. Source: schedules.md, "Who wins" 2.
 */
@ApplicationScoped
public class CoopAirs {

  @Inject Sql sql;

  private record Row(UUID coopId, UUID deviceId, String kind) {}

  /** Of each coop where any of them is. */
  public List<CoopAir> of(UUID farmId) {
    var rows =
        sql.query(
            """
            select coalesce(coop_id, farm_id) as place, id, kind from device
            where farm_id = ? and removed_at is null and kind in ('dht22', 'fan', 'heater')
            order by id
            """,
            row -> new Row(Sql.uuid(row, "place"), Sql.uuid(row, "id"), row.getString("kind")),
            farmId);
    var byCoop = new TreeMap<UUID, List<Row>>();
    rows.forEach(row -> byCoop.computeIfAbsent(row.coopId, id -> new ArrayList<>()).add(row));
    return byCoop.entrySet().stream().map(CoopAirs::air).toList();
  }

  private static CoopAir air(Map.Entry<UUID, List<Row>> coop) {
    return new CoopAir(
        coop.getKey(),
        ids(coop.getValue(), "dht22"),
        ids(coop.getValue(), "fan"),
        ids(coop.getValue(), "heater"));
  }

  private static List<UUID> ids(List<Row> rows, String kind) {
    return rows.stream().filter(row -> row.kind.equals(kind)).map(Row::deviceId).toList();
  }
}
