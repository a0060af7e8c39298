package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/**
 * From POST to the device's own status on the socket: through the real hub and a hundred virtual
 * devices, and the cloud's half alone with many farms.
 */
final class CommandBench implements Benchmark {

  // Six nodes of 16 lights beside the demo's two: 103 actuators.
  private static final int EXTRA_NODES = 6;

  @Override
  public String name() {
    return "command";
  }

  @Override
  public String what() {
    return "from POST to the device's status on the socket, and commands a second; [farm|cloud]";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var options = run.stack().withExtraNodes(EXTRA_NODES);
    // For work on one half: a word after the name leaves the other out.
    var farmToo = !run.options().contains("cloud");
    var cloudToo = !run.options().contains("farm");
    try (var stack = LocalStack.start(options, run.progress())) {
      var figures = new Figures();
      long lost = 0;
      long doubled = 0;
      long limited = 0;
      if (farmToo) {
        try (var farm = new RealFarmLoad(stack, run, RealFarmLoad.Size.WHOLE)) {
          farm.measure(figures);
          lost += farm.lost();
          doubled += farm.doubled();
          limited += farm.limited();
        }
      }
      if (cloudToo) {
        try (var farms = new ManyFarmsLoad(stack, run)) {
          farms.measure(figures);
          lost += farms.lost();
          doubled += farms.doubled();
          limited += farms.limited();
        }
      }
      return figures
          .put("lost", lost, "0")
          .put("doubled", doubled, "0")
          .put("limited", limited, "0");
    }
  }
}
