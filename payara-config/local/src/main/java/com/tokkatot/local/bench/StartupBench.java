package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.ProcessRow;
import java.io.IOException;
import java.util.Arrays;

/** From nothing running to everything ready: the first start after a build, and one after that. */
final class StartupBench implements Benchmark {

  private static final int WARM_STARTS = 3;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String what() {
    return "seconds until everything is ready, first and warm, and memory";
  }

  @Override
  public Figures measure(Bench.Run run) throws IOException {
    // A cache of its own, empty on the first start: programs are unpacked, nothing is prepared.
    var options = run.stack();
    var cold = options.withCache(options.data().resolve("bin-of-this-run"));
    double first;
    try (var stack = LocalStack.start(cold, run.progress())) {
      first = stack.startSeconds();
      run.say("waiting until the classes are prepared for later starts");
      stack.awaitIdle();
    }
    var warm = new double[WARM_STARTS];
    long cloud = 0;
    long hub = 0;
    long launcher = 0;
    for (int i = 0; i < WARM_STARTS; i++) {
      try (var stack = LocalStack.start(cold.withFresh(false), run.progress())) {
        warm[i] = stack.startSeconds();
        cloud = rss(stack, "cloud");
        hub = rss(stack, "hub-0");
        launcher = rss(stack, "launcher");
      }
    }
    Arrays.sort(warm);
    return new Figures()
        .put("warm_s", warm[WARM_STARTS / 2], "<= 30")
        .put("first_s", first, "<= 60")
        .put("rss_mb_cloud", cloud)
        .put("rss_mb_hub", hub)
        .put("rss_mb_launcher", launcher);
  }

  private static long rss(LocalStack stack, String name) {
    return stack.processes().stream()
        .filter(process -> process.name().equals(name))
        .mapToLong(ProcessRow::rssMb)
        .findFirst()
        .orElseThrow();
  }
}
