package com.tokkatot.local.bench;

import com.tokkatot.local.StackFailed;
import com.tokkatot.local.StackOptions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs benchmarks by name. Progress goes to the error stream; on the output stream come a table
 * and, as the last line, one JSON object. Exit status 0 when it measured, whatever the figures; 1
 * when it could not; 2 for a wrong name.
 */
public final class Bench {

  /** Every benchmark there is. */
  private static final List<Benchmark> ALL =
      List.of(
          new StartupBench(),
          new CommandBench(),
          new ApiBench(),
          new IngestBench(),
          new ReadingsBench(),
          new AnomaliesBench(),
          new LiveBench(),
          new SyncBench(),
          new SwarmBench(),
          new OtaBench(),
          new ScheduleBench(),
          new FireBench(),
          new ChaosBench());

  /** Far from the ports of {@code ./tokkatot up}, so that both can run at once. */
  private static final int PORT_BASE = Integer.getInteger("tokkatot.bench.port-base", 18_080);

  private Bench() {}

  public static void main(String[] arguments) {
    var name = arguments.length == 0 ? "--list" : arguments[0];
    if (name.equals("--list")) {
      ALL.forEach(bench -> System.out.printf("  %-10s %s%n", bench.name(), bench.what()));
      return;
    }
    var chosen =
        ALL.stream().filter(bench -> name.equals("all") || bench.name().equals(name)).toList();
    if (chosen.isEmpty()) {
      System.err.println("There is no benchmark " + name + "; ./tokkatot bench --help lists them.");
      System.exit(2);
    }
    var root = Path.of(System.getProperty("tokkatot.root", "")).toAbsolutePath();
    System.exit(run(chosen, root, List.of(arguments).subList(1, arguments.length)));
  }

  private static int run(List<Benchmark> chosen, Path root, List<String> options) {
    var results = new ArrayList<JsonObject>();
    for (var bench : chosen) {
      try {
        results.add(run(bench, new Run(bench.name(), root, options, System.err)));
      } catch (StackFailed e) {
        System.err.println(bench.name() + " could not measure: " + e.getMessage());
        return 1;
      } catch (Exception e) { // a benchmark may fail in any way; the trace is for who wrote it
        System.err.println(bench.name() + " could not measure");
        e.printStackTrace();
        return 1;
      }
    }
    if (results.size() > 1) {
      System.out.println(Json.createArrayBuilder(results).build());
    }
    return 0;
  }

  private static JsonObject run(Benchmark bench, Run run) throws Exception {
    run.say("measuring " + bench.name());
    var figures = bench.measure(run);
    System.out.println();
    System.out.print(bench.name() + "\n" + figures.table());
    System.out.println();
    var result =
        Json.createObjectBuilder()
            .add("bench", bench.name())
            .add("figures", figures.json())
            .add("machine", Machine.describe())
            .add("commit", Machine.commit(run.root()))
            .add("at", InstantSource.system().instant().toString())
            .build();
    System.out.println(result);
    return result;
  }

  /**
   * What a benchmark is given.
   *
   * @param options words after the name
   */
  record Run(String name, Path root, List<String> options, PrintStream progress) {

    void say(String text) {
      progress.println(text);
    }

    /**
     * A stack of its own, empty: data below {@code .tokkatot/bench}, ports away from the usual
     * ones.
     */
    StackOptions stack() throws IOException {
      var folder = root.resolve(".tokkatot").resolve("bench").resolve(name);
      Files.createDirectories(folder);
      return StackOptions.of(root).withData(folder).withPortBase(PORT_BASE).withFresh(true);
    }
  }
}
