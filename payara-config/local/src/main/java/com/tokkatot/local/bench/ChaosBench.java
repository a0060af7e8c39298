package com.tokkatot.local.bench;

/** Ten thousand commands over bad lines, while programs die: nothing is done twice or too late. */
final class ChaosBench implements Benchmark {

  // 96 lights beside the demo's: a node is asked for two or three commands a second.
  private static final int EXTRA_NODES = 6;

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public String what() {
    return "commands over lines that lose, double and delay, while programs die; [COMMANDS [SEED]]";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var full = ChaosPlan.FULL;
    var words = run.options();
    var plan =
        full.with(
            words.size() > 1 ? Long.parseLong(words.get(1)) : full.seed(),
            words.isEmpty() ? full.commands() : Integer.parseInt(words.get(0)));
    var outcome = new ChaosRun(plan, run).go(run.stack().withExtraNodes(EXTRA_NODES));
    var verdict = outcome.verdict();
    return new Figures()
        .put("minutes", outcome.minutes())
        .put("commands", plan.commands())
        .put("executed", verdict.executed())
        .put("faults", outcome.accidents() + outcome.deaths())
        .put("deaths", outcome.deaths())
        .put("lost", verdict.lost(), "0")
        .put("doubled", verdict.doubled(), "0")
        .put("after_expiry", verdict.afterExpiry(), "0")
        .put("denied", verdict.denied(), "0")
        .put("not_final", verdict.notFinal(), "0")
        .put("converged_s", outcome.convergedS(), "<= 30");
  }
}
