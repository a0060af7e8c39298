package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/**
 * Readings from the hubs' publishers through the cloud's broker into the store, and from their
 * journals over HTTP.
 */
final class IngestBench implements Benchmark {

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String what() {
    return "readings a second into the store, a burst of 50,000 of which none may be lost, and journals";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    try (var stack = LocalStack.start(run.stack(), run.progress())) {
      var figures = new Figures();
      try (var load = new IngestLoad(stack, run)) {
        load.measure(figures);
      }
      run.say("journals of hubs that were away, over HTTP");
      try (var load = new JournalLoad(stack, run)) {
        load.measure(figures, "journal", ">= 30000");
      }
      return figures;
    }
  }
}
