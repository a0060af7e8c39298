package com.tokkatot.local.bench;

import com.tokkatot.local.SwarmField;
import java.time.Duration;

/**
 * Five thousand virtual nodes in one process, TLS 1.3 with a certificate each, against a farm's own
 * broker; the benchmark plays the hub.
 */
final class SwarmBench implements Benchmark {

  private static final int NODES = 5_000;
  private static final int WARM_UP = 1_000;
  private static final int COMMANDS = 3_000;
  private static final Duration CONNECTED = Duration.ofSeconds(180);

  @Override
  public String name() {
    return "swarm";
  }

  @Override
  public String what() {
    return "many virtual nodes with TLS 1.3 in one process: connecting, memory, command to status; [NODES]";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var nodes = run.options().isEmpty() ? NODES : Integer.parseInt(run.options().get(0));
    try (var field = SwarmField.start(run.stack(), nodes, run.progress())) {
      var up = field.awaitUp(CONNECTED);
      run.say(up.nodes() + " nodes have a session");
      var figures = new Figures();
      figures
          .put("nodes", up.nodes(), "5000")
          .put("connect_s", up.seconds())
          .put("kb_per_node", up.kilobytesPerNode());
      try (var load = new SwarmLoad(field, run)) {
        load.measure(figures, WARM_UP, COMMANDS);
      }
      return figures;
    }
  }
}
