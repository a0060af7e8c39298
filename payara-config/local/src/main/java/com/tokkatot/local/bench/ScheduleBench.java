package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;

/** Schedules on time: the real hub's relays, and the cloud's planning and watching. */
final class ScheduleBench implements Benchmark {

  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "schedules";
  }

  @Override
  public String what() {
    return "planned to relay with 20, 200 and 2,000 schedules, and 50,000 planned; [hub|cloud] [MINUTES]";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var words = run.options();
    var rounds =
        words.stream().filter(word -> word.matches("\\d+")).findFirst().map(Integer::parseInt);
    var figures = new Figures();
    try (var stack =
        LocalStack.start(run.stack().withExtraNodes(HubSchedules.NODES), run.progress())) {
      stack.awaitIdle();
      if (!words.contains("cloud")) {
        new HubSchedules(stack, run).measure(figures, rounds.orElse(ROUNDS));
      }
      if (!words.contains("hub")) {
        new PlannedSchedules(stack, run).measure(figures);
      }
    }
    return figures;
  }
}
