package com.tokkatot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.journey.RunningStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The benchmark of live pages, small: every page hears everything once, cut off or not. */
@ExtendWith(RunningStack.class)
class LiveIT {

  @Test
  void everyPageHearsEveryEventOnceAlsoOneThatWasCutOff(LocalStack stack) throws Exception {
    var run = new Bench.Run("live", Path.of(""), List.of(), System.err);
    var figures = new Figures();

    try (var load = new LiveLoad(stack, run, new LiveLoad.Size(2, 5, 10, 10, 1))) {
      load.measure(figures);
    }

    var json = figures.json();
    assertThat(json.getJsonNumber("lost").doubleValue()).isZero();
    assertThat(json.getJsonNumber("doubled").doubleValue()).isZero();
    assertThat(json.getJsonNumber("refreshed").doubleValue()).isZero();
    assertThat(json.getJsonNumber("sockets").intValue()).isEqualTo(100);
    assertThat(json.getJsonNumber("alarm_max_ms").doubleValue()).isPositive();
    assertThat(json.getJsonNumber("broadcast_p99_ms").doubleValue()).isPositive();
  }
}
