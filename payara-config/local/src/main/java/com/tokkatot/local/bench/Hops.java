package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time goes: medians between the instants that cloud, hub and node wrote down, each of
 * them in whole milliseconds.
 */
final class Hops {

  private record HubTimes(long receivedMs, long sentMs) {}

  private final LocalStack stack;
  private final FarmPlan farm;
  private final List<CommandTrace> traces;

  Hops(LocalStack stack, FarmPlan farm, List<CommandTrace> traces) {
    this.stack = stack;
    this.farm = farm;
    this.traces = traces;
  }

  void put(Figures figures) throws IOException, SQLException {
    var hub = hubTimes();
    var relays = RelayLogs.of(stack, farm).times();
    var rest = new Samples();
    var broker = new Samples();
    var inHub = new Samples();
    var node = new Samples();
    var back = new Samples();
    for (var trace : traces) {
      var atHub = hub.get(trace.id());
      var relay = relays.get(trace.id());
      if (atHub == null || relay == null) {
        continue;
      }
      rest.add(trace.restMs());
      broker.add(atHub.receivedMs - Clocks.wallMillis(trace.requestedAt()));
      inHub.add(atHub.sentMs - atHub.receivedMs);
      node.add(relay - atHub.sentMs);
      back.add(trace.heardMs() - relay);
    }
    figures
        .put("rest_ms", rest.percentile(50))
        .put("cloud_broker_ms", broker.percentile(50))
        .put("hub_ms", inHub.percentile(50))
        .put("node_ms", node.percentile(50))
        .put("back_ms", back.percentile(50));
  }

  private Map<String, HubTimes> hubTimes() throws SQLException {
    var journal = stack.hubState().resolve("journal.db");
    var times = new HashMap<String, HubTimes>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select id, received_at, sent_at from command where sent_at is not null")) {
      while (rows.next()) {
        times.put(rows.getString(1), new HubTimes(rows.getLong(2), rows.getLong(3)));
      }
    }
    return times;
  }
}
