package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** The REST API under a steady load of reads and writes, and the most it can do. */
final class ApiBench implements Benchmark {

  @Override
  public String name() {
    return "api";
  }

  @Override
  public String what() {
    return "REST: 500 mixed requests a second with token, and the most it can do";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    try (var stack = LocalStack.start(run.stack(), run.progress())) {
      run.say("making 32 farms, 1,600 devices and 1,472 people");
      try (var farms = new PlayedFarms(stack)) {
        stack.awaitIdle();
        var figures = new Figures();
        new ApiLoad(stack, farms, run).measure(figures);
        return figures;
      }
    }
  }
}
