package com.tokkatot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.StackOptions;
import com.tokkatot.local.SwarmField;
import com.tokkatot.local.journey.RunningStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the swarm, small: what it says of its own work. */
class SwarmIT {

  private static final int NODES = 200;

  @TempDir Path data;

  @Test
  void everyNodeIsConnectedAndEveryCommandMovesOneOutputOnce() throws Exception {
    var root = Path.of("..", "..").toAbsolutePath().normalize();
    var options = StackOptions.of(root).withData(data).withPortBase(RunningStack.freePortBase());
    try (var field = SwarmField.start(options, NODES, System.err)) {
      assertThat(field.awaitUp(Duration.ofSeconds(60)).nodes()).isEqualTo(NODES);
      var figures = new Figures();
      try (var load = new SwarmLoad(field, new Bench.Run("swarm", root, List.of(), System.err))) {
        load.measure(figures, NODES, NODES);
      }
      var json = figures.json();
      assertThat(json.getInt("lost")).isZero();
      assertThat(json.getInt("doubled")).isZero();
      assertThat(json.getInt("connects")).isEqualTo(NODES);
      assertThat(json.getJsonNumber("p50_ms").doubleValue()).isPositive();
    }
  }
}
