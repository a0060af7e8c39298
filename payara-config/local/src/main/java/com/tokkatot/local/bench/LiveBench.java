package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** Ten thousand open pages on one application node. */
final class LiveBench implements Benchmark {

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String what() {
    return "10,000 sockets: an event to a thousand pages, memory, and 5,000 that come back at once";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var figures = new Figures();
    try (var stack = LocalStack.start(run.stack(), run.progress());
        var load = new LiveLoad(stack, run, LiveLoad.Size.WHOLE)) {
      load.measure(figures);
    }
    return figures;
  }
}
