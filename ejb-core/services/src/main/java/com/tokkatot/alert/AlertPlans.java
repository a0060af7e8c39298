package com.tokkatot.alert;

import com.tokkatot.device.SnapshotMaking;
import com.tokkatot.farm.FlockCurves;
import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.rules.json.AlertRuleJson;
import com.tokkatot.rules.json.BirdsJson;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.CoopBirds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Tells a hub what to judge its farm's readings by. Source: WIRE.md 3.13. */
@ApplicationScoped
public class AlertPlans {

  @Inject Sql sql;
  @Inject InstantSource time;

  private record Row(UUID deviceId, UUID coopId, Birds birds) {}

  void tell(@Observes SnapshotMaking making) {
    making.judgedBy(new AlertPlan(rules(making.farmId()), coops(making.farmId())));
  }

  /** Those that rest too: a narrower one that is switched off takes a wider one away. */
  private List<JsonObject> rules(UUID farmId) {
    return sql.query(
        "select * from alert_rule where farm_id is null or farm_id = ? order by id",
        row -> AlertRuleJson.write(RuleRow.read(row).placed()),
        farmId);
  }

  private List<CoopBirds> coops(UUID farmId) {
    var now = time.instant();
    var rows =
        sql.query(
            """
            select device.id, device.coop_id, coop.house_mode, flock.breed,
              flock.placed_at::timestamp at time zone farm.timezone as placed_at
            from device join farm on farm.id = device.farm_id
            left join coop on coop.id = device.coop_id
            left join flock on flock.coop_id = device.coop_id and flock.ended_at is null
            where device.farm_id = ? and device.removed_at is null
            order by device.coop_id, device.id
            """,
            row ->
                new Row(
                    Sql.uuid(row, "id"),
                    Sql.uuid(row, "coop_id"),
                    birds(
                        row.getString("house_mode"),
                        row.getString("breed"),
                        Sql.instant(row, "placed_at"),
                        now)),
            farmId);
    var byCoop = new LinkedHashMap<UUID, List<Row>>();
    rows.forEach(row -> byCoop.computeIfAbsent(row.coopId, id -> new ArrayList<>()).add(row));
    return byCoop.values().stream().map(AlertPlans::coop).toList();
  }

  private static Birds birds(String mode, String breed, Instant placedAt, Instant now) {
    return mode == null
        ? null
        : new Birds(HouseMode.named(mode), FlockCurves.of(breed), placedAt, now);
  }

  private static CoopBirds coop(List<Row> rows) {
    var first = rows.get(0);
    return new CoopBirds(
        first.coopId,
        rows.stream().map(Row::deviceId).toList(),
        first.birds == null ? null : BirdsJson.write(first.birds));
  }
}
