package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What became of the commands: what was done is counted at the relays, what is said is read from
 * the application's rows.
 *
 * @param states how many commands are in which state
 * @param lost the application said that it has them, and it has not
 * @param doubled moved their relay twice
 * @param afterExpiry moved it when their life was over, see {@link #SLACK}
 * @param denied moved it, and are said not to have
 * @param notFinal have no end
 * @param executed moved their relay
 */
record ChaosVerdict(
    Map<String, Integer> states,
    long lost,
    long doubled,
    long afterExpiry,
    long denied,
    long notFinal,
    long executed) {

  /**
   * A node is told how much life is left and counts from the arrival; what the two lines between
   * hub and node hold back it cannot know.
   */
  private static final Duration SLACK = ChaosPlan.DELAY.multipliedBy(2).plusMillis(500);

  private static final List<String> OPEN = List.of("queued", "sent", "executing");

  private record Row(String state, String result, long expiresAt) {

    boolean saysItDidNotRun() {
      return !"unsure".equals(result) && List.of("expired", "cancelled", "failed").contains(state);
    }
  }

  static ChaosVerdict of(LocalStack stack, FarmPlan farm, Collection<String> accepted)
      throws SQLException, IOException {
    var rows = rows(stack, accepted);
    var relays = RelayLogs.of(stack, farm);
    var states = new TreeMap<String, Integer>();
    long late = 0;
    long denied = 0;
    long executed = 0;
    for (var entry : rows.entrySet()) {
      var row = entry.getValue();
      states.merge(row.state(), 1, Integer::sum);
      var at = relays.times().get(entry.getKey());
      if (at != null) {
        executed++;
        late += at > row.expiresAt() + SLACK.toMillis() ? 1 : 0;
        denied += row.saysItDidNotRun() ? 1 : 0;
      }
    }
    return new ChaosVerdict(
        states,
        accepted.size() - rows.size(),
        relays.doubled(accepted),
        late,
        denied,
        states.entrySet().stream()
            .filter(state -> OPEN.contains(state.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum(),
        executed);
  }

  /** How many of these have no end yet. */
  static long open(LocalStack stack, Collection<String> accepted) throws SQLException {
    return rows(stack, accepted).values().stream()
        .filter(row -> OPEN.contains(row.state()))
        .count();
  }

  private static Map<String, Row> rows(LocalStack stack, Collection<String> ids)
      throws SQLException {
    var rows = new HashMap<String, Row>();
    try (var database = stack.database();
        var query =
            database.prepareStatement(
                "select id, state, result, (extract(epoch from expires_at) * 1000)::bigint"
                    + " from command where id = any(?)")) {
      query.setArray(1, uuids(database, ids));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          rows.put(
              found.getString(1),
              new Row(found.getString(2), found.getString(3), found.getLong(4)));
        }
      }
    }
    return rows;
  }

  private static Array uuids(Connection database, Collection<String> ids) throws SQLException {
    return database.createArrayOf("uuid", ids.stream().map(UUID::fromString).toArray());
  }
}
