package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** Ten thousand open pages on one application node. */
final class LiveBench implements Benchmark {

  /**
   * With the usual half gigabyte the collector does nothing else: Payara keeps much of a socket.
   */
  private static final int CLOUD_HEAP_MB = 2_048;

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
    var options = run.stack().withCloudHeapMb(CLOUD_HEAP_MB);
    try (var stack = LocalStack.start(options, run.progress());
        var load = new LiveLoad(stack, run, LiveLoad.Size.WHOLE)) {
      load.measure(figures);
    }
    return figures;
  }
}
