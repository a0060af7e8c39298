package com.tokkatot.local.bench;

import java.time.Duration;

/** Fifty deaths of the hub around fires, five seconds to the cloud, and no cloud. */
final class FireBench implements Benchmark {

  private static final int KILLS = 50;
  private static final long SEED = 20_261_127;

  @Override
  public String name() {
    return "fires";
  }

  @Override
  public String what() {
    return "turns while the hub is killed around them and its line is bad; [KILLS [SEED]]";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    var words = run.options();
    var kills = words.isEmpty() ? KILLS : Integer.parseInt(words.get(0));
    var seed = words.size() > 1 ? Long.parseLong(words.get(1)) : SEED;
    var outcome = new FireRun(seed, kills, Duration.ofSeconds(60), run).go(run.stack());
    var killed = outcome.killed();
    return new Figures()
        .put("kills", outcome.kills(), "50")
        .put("planned", killed.planned())
        .put("executed", killed.executed())
        .put("lost", killed.lost(), "0")
        .put("doubled", killed.doubled(), "0")
        .put("denied", killed.denied(), "0")
        .put("claimed", killed.claimed(), "0")
        .put("unrecorded", killed.unrecorded(), "0")
        .put("unplanned", killed.unplanned(), "0")
        .put("slow_line_max_ms", outcome.slow().latest(), "<= 1000")
        .put("slow_line_missed", outcome.slow().planned() - outcome.slow().executed(), "0")
        .put("no_cloud_max_ms", outcome.cut().latest(), "<= 1000")
        .put("no_cloud_missed", outcome.cut().planned() - outcome.cut().executed(), "0");
  }
}
