package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the relays of a farm really did, by command. */
record RelayLogs(Map<String, Integer> edges, Map<String, Long> times) {

  static RelayLogs of(LocalStack stack, FarmPlan farm) throws IOException {
    var edges = new HashMap<String, Integer>();
    var times = new HashMap<String, Long>();
    for (var node : farm.nodes()) {
      var log = stack.nodeState(farm, node).resolve("relay.log");
      if (Files.exists(log)) {
        for (var line : Files.readAllLines(log)) {
          // epoch_ms device state value triggered_by command
          var words = line.split(" ", -1);
          edges.merge(words[5], 1, Integer::sum);
          times.putIfAbsent(words[5], Long.valueOf(words[0]));
        }
      }
    }
    return new RelayLogs(edges, times);
  }

  /** How many of these commands moved a relay more than once. */
  long doubled(Collection<String> commands) {
    return commands.stream().filter(id -> edges.getOrDefault(id, 0) > 1).count();
  }
}
