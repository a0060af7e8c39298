package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import com.tokkatot.local.chaos.BadLines;
import com.tokkatot.local.chaos.Faults;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * One farm with bad lines everywhere, while its programs are killed one after the other and people
 * go on asking. Then all is well again, and what was promised must be so.
 */
final class ChaosRun {

  private static final int PEOPLE = 49;
  private static final Duration HEALTHY = Duration.ofMinutes(3);

  /** Longer than anything that is still to happen by itself takes. */
  private static final Duration MOST = Duration.ofSeconds(120);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** What came of it. */
  record Outcome(
      ChaosVerdict verdict, int accidents, int deaths, double convergedS, double minutes) {}

  private final ChaosPlan plan;
  private final Bench.Run run;

  ChaosRun(ChaosPlan plan, Bench.Run run) {
    this.plan = plan;
    this.run = run;
  }

  /**
   * @param options of the stack; lines are put in by us
   */
  Outcome go(StackOptions options) throws Exception {
    run.say("seed " + plan.seed() + ", " + plan.commands() + " commands");
    var faults = new Faults(plan.seed(), plan.share(), ChaosPlan.DELAY);
    try (var lines = new BadLines(faults);
        var stack = LocalStack.start(options.withLines(lines), run.progress())) {
      return go(stack, faults);
    }
  }

  private Outcome go(LocalStack stack, Faults faults) throws Exception {
    var farm = stack.farms().get(0);
    var people = Crowd.make(stack, List.of(farm.farmId()), PEOPLE);
    var asking = new ChaosAsking(stack, people, plan);
    var killer = new ChaosKiller(stack, plan, run);
    var killing = new Thread(killer, "killer");
    var begin = System.nanoTime();
    faults.begin();
    killing.start();
    asking.askAll();
    killer.stop();
    killing.join();
    faults.end();
    run.say("all " + asking.accepted().size() + " were taken; from now on nothing goes wrong");
    requireHealthy(stack, farm);
    var healed = System.nanoTime();
    var open = awaitEnds(stack, asking, healed);
    var converged = (System.nanoTime() - healed) / 1e9;
    awaitRelays(stack, farm);
    var verdict = ChaosVerdict.of(stack, farm, asking.accepted());
    run.say("accidents: " + faults.counts() + ", deaths: " + killer.deaths());
    run.say("ends: " + verdict.states() + (open > 0 ? ", open: " + open : ""));
    return new Outcome(
        verdict, faults.total(), killer.deaths(), converged, (System.nanoTime() - begin) / 60e9);
  }

  private static void requireHealthy(LocalStack stack, FarmPlan farm) {
    for (var name : List.of("cloud", farm.hubProcess(), farm.brokerProcess())) {
      if (!stack.awaitHealthy(name, HEALTHY)) {
        throw new IllegalStateException(name + " did not come back");
      }
    }
  }

  private static long awaitEnds(LocalStack stack, ChaosAsking asking, long since)
      throws SQLException {
    var open = ChaosVerdict.open(stack, asking.accepted());
    while (open > 0 && System.nanoTime() - since < MOST.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
      open = ChaosVerdict.open(stack, asking.accepted());
    }
    return open;
  }

  /** Until no relay moves for a while: what is on its way could still move one twice. */
  private static void awaitRelays(LocalStack stack, FarmPlan farm) throws IOException {
    var still = 0;
    var before = RelayLogs.of(stack, farm).edges();
    while (still < 20) {
      LockSupport.parkNanos(LOOK.toNanos());
      var now = RelayLogs.of(stack, farm).edges();
      still = now.equals(before) ? still + 1 : 0;
      before = now;
    }
  }
}
