package com.tokkatot.local.bench;

import com.tokkatot.local.ProcessRow;
import com.tokkatot.local.SeparateStack;
import com.tokkatot.local.StackFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** From nothing running to everything ready: the first start after a build, and one after that. */
final class StartupBench implements Benchmark {

  private static final int WARM_STARTS = 3;
  private static final Duration ARCHIVES = Duration.ofSeconds(180);

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
    var cache = options.data().resolve("cache");
    var cold = options.withCache(cache);
    double first;
    try (var stack = SeparateStack.start(cold)) {
      first = stack.startSeconds();
      run.say("waiting until the classes are prepared for later starts");
      if (!stack.awaitClassArchives(ARCHIVES)) {
        throw new StackFailed("The class archives were not made in " + ARCHIVES.toSeconds() + " s");
      }
    }
    var warm = new double[WARM_STARTS];
    List<ProcessRow> processes = List.of();
    for (int i = 0; i < WARM_STARTS; i++) {
      try (var stack = SeparateStack.start(cold.withFresh(false))) {
        warm[i] = stack.startSeconds();
        processes = stack.processes();
      }
    }
    Arrays.sort(warm);
    return new Figures()
        .put("warm_s", warm[WARM_STARTS / 2], "<= 30")
        .put("first_s", first, "<= 60")
        .put("rss_mb_cloud", rss(processes, "cloud"))
        .put("rss_mb_hub", rss(processes, "hub-0"))
        .put("rss_mb_launcher", rss(processes, "launcher"));
  }

  private static long rss(List<ProcessRow> processes, String name) {
    return processes.stream()
        .filter(process -> process.name().equals(name))
        .mapToLong(ProcessRow::rssMb)
        .findFirst()
        .orElseThrow();
  }
}
