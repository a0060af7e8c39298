package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.CoopStop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a stop of each coop stops: whole boards, and single devices of boards that serve others too.
 * Source: schedules.md, "Who wins" 1 and 3.
 */
@ApplicationScoped
public class CoopStops {

  @Inject Sql sql;

  private static final class Parts {
    final List<UUID> buttons = new ArrayList<>();
    final Set<UUID> nodes = new LinkedHashSet<>();
    final List<UUID> devices = new ArrayList<>();
  }

  /** Of each coop where a board hangs or a device stands that can be stopped. */
  public List<CoopStop> of(UUID farmId) {
    var parts = new HashMap<UUID, Parts>();
    sql.query(
        """
        select coop_id, id from node
        where farm_id = ? and coop_id is not null and removed_at is null order by id
        """,
        row -> of(parts, Sql.uuid(row, "coop_id")).buttons.add(Sql.uuid(row, "id")),
        farmId);
    sql.query(
        """
        select coop_id, id, node_id, not exists (select 1 from device other
          where other.node_id = device.node_id and other.removed_at is null
            and other.kind in (%1$s) and other.coop_id is distinct from device.coop_id) as alone
        from device
        where farm_id = ? and coop_id is not null and removed_at is null and kind in (%1$s)
        order by id
        """
            .formatted(DeviceKind.STOPPABLE),
        row -> {
          var coop = of(parts, Sql.uuid(row, "coop_id"));
          return row.getBoolean("alone")
              ? coop.nodes.add(Sql.uuid(row, "node_id"))
              : coop.devices.add(Sql.uuid(row, "id"));
        },
        farmId);
    return parts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(CoopStops::place)
        .toList();
  }

  /** Of one coop; nothing at all when nothing is there that can be stopped. */
  public CoopStop of(UUID farmId, UUID coopId) {
    return of(farmId).stream()
        .filter(place -> place.coopId().equals(coopId))
        .findFirst()
        .orElseGet(() -> new CoopStop(coopId, List.of(), List.of(), List.of()));
  }

  private static Parts of(Map<UUID, Parts> parts, UUID coopId) {
    return parts.computeIfAbsent(coopId, id -> new Parts());
  }

  private static CoopStop place(Map.Entry<UUID, Parts> found) {
    var parts = found.getValue();
    return new CoopStop(found.getKey(), parts.buttons, List.copyOf(parts.nodes), parts.devices);
  }
}
