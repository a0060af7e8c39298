package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** Readings from the hubs' publishers through the cloud's broker into the store. */
final class IngestBench implements Benchmark {

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String what() {
    return "readings a second into the store, and a burst of 50,000 of which none may be lost";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    try (var stack = LocalStack.start(run.stack(), run.progress());
        var load = new IngestLoad(stack, run)) {
      var figures = new Figures();
      load.measure(figures);
      return figures;
    }
  }
}
