package com.tokkatot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.journey.RunningStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The benchmark of commands, small: what it says of its own work. */
@ExtendWith(RunningStack.class)
class RealFarmIT {

  @Test
  void everyCommandMovesARelayOnceAndEveryHopIsMeasured(LocalStack stack) throws Exception {
    var run = new Bench.Run("command", Path.of(""), List.of(), System.err);
    var figures = new Figures();

    try (var load = new RealFarmLoad(stack, run, new RealFarmLoad.Size(2, 5, 2, 5))) {
      load.measure(figures);

      assertThat(load.lost()).isZero();
      assertThat(load.doubled()).isZero();
      assertThat(load.limited()).isZero();
    }
    var json = figures.json();
    assertThat(json.getJsonNumber("p50_ms").doubleValue()).isPositive();
    assertThat(json.getJsonNumber("rest_ms").doubleValue()).isPositive();
    assertThat(json).containsKeys("cloud_broker_ms", "hub_ms", "node_ms", "back_ms");
  }
}
