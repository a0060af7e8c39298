package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** The REST API under a steady load of reads and writes, and the most it can do. */
final class ApiBench implements Benchmark {

  // Farms of the usual size; enough of them for as many requests as this machine can answer.
  private static final int FARMS = 128;
  private static final int DEVICES = 10;
  private static final int PEOPLE = 12;

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
      run.say(
          "making %d farms with %d devices and %d people each".formatted(FARMS, DEVICES, PEOPLE));
      try (var farms = new PlayedFarms(stack, FARMS, DEVICES, PEOPLE);
          var client = new LoadClient(stack.urls().api())) {
        stack.awaitIdle();
        var figures = new Figures();
        new ApiLoad(stack, farms, client, run).measure(figures);
        return figures;
      }
    }
  }
}
