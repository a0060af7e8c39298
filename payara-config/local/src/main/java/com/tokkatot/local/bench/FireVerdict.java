package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.bench.FarmSchedules.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What relays did against what was planned, device by device and instant by instant. Relays are
 * counted in the boards' own logs, never in rows.
 *
 * @param planned turns that ought to be there
 * @param executed moved their relay once
 * @param lost planned, and neither moved a relay nor have a record that says why not
 * @param doubled moved it more than once
 * @param denied moved it, and the record says that they did not
 * @param claimed moved nothing, and the record says that they did
 * @param unrecorded have no record that ended
 * @param unplanned moved a relay, and nobody planned that
 * @param latest the largest distance between planned instant and relay, ms
 */
record FireVerdict(
    int planned,
    int executed,
    int lost,
    int doubled,
    int denied,
    int claimed,
    int unrecorded,
    int unplanned,
    long latest) {

  /** A device that ought to be switched on. */
  record Planned(String device, Instant at) {}

  private record Edges(int count, long firstMs) {}

  /** Whether everything is as it was planned, whenever it came. */
  boolean isRight() {
    return lost + doubled + denied + claimed + unrecorded + unplanned == 0;
  }

  static FireVerdict of(
      LocalStack stack, FarmPlan farm, Collection<Planned> planned, Map<String, Turn> turns)
      throws IOException {
    var edges = switchedOn(stack, farm);
    var byPlace = new HashMap<Planned, Turn>();
    turns.values().forEach(turn -> byPlace.put(new Planned(turn.device(), turn.planned()), turn));
    var counts = new int[6];
    long latest = 0;
    Set<String> known = new HashSet<>();
    for (var one : planned) {
      var turn = byPlace.get(one);
      var moved = turn == null ? null : edges.get(turn.id());
      var state = turn == null ? "none" : turn.state();
      known.add(turn == null ? "" : turn.id());
      counts[0] += moved != null && moved.count == 1 ? 1 : 0;
      counts[1] += turn == null ? 1 : 0;
      counts[2] += moved != null && moved.count > 1 ? 1 : 0;
      counts[3] += moved != null && List.of("skipped", "failed").contains(state) ? 1 : 0;
      counts[4] += moved == null && state.equals("executed") ? 1 : 0;
      counts[5] += state.equals("pending") ? 1 : 0;
      if (moved != null) {
        latest = Math.max(latest, Math.abs(moved.firstMs - one.at.toEpochMilli()));
      }
    }
    var unplanned = new ArrayList<>(turns.keySet());
    unplanned.removeAll(known);
    unplanned.removeIf(id -> !edges.containsKey(id));
    return new FireVerdict(
        planned.size(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        unplanned.size(),
        latest);
  }

  /** How often each order has switched a relay on, and when first. */
  private static Map<String, Edges> switchedOn(LocalStack stack, FarmPlan farm) throws IOException {
    var edges = new HashMap<String, Edges>();
    for (var node : farm.nodes()) {
      var log = stack.nodeState(farm, node).resolve("relay.log");
      if (Files.exists(log)) {
        for (var line : Files.readAllLines(log)) {
          // epoch_ms device state value triggered_by command
          var words = line.split(" ", -1);
          if (words[2].equals("on")) {
            edges.merge(
                words[5],
                new Edges(1, Long.parseLong(words[0])),
                (one, other) -> new Edges(one.count + 1, one.firstMs));
          }
        }
      }
    }
    return edges;
  }
}
