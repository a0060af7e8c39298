package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Kills what the seed says, one after the other, until told to stop. Each comes back by itself. */
final class ChaosKiller implements Runnable {

  /** In a round of ten: nodes most often, for there are many; the application takes longest. */
  private static final String[] ROUND = {
    "node", "hub", "broker", "node", "cloud", "node", "farm-broker", "hub", "node", "farm-broker"
  };

  private final LocalStack stack;
  private final FarmPlan farm;
  private final Random random;
  private final Duration quiet;
  private final Bench.Run run;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile int deaths;

  ChaosKiller(LocalStack stack, ChaosPlan plan, Bench.Run run) {
    this.stack = stack;
    this.farm = stack.farms().get(0);
    this.random = new Random(plan.seed());
    this.quiet = plan.quiet();
    this.run = run;
  }

  void stop() {
    stop.countDown();
  }

  int deaths() {
    return deaths;
  }

  @Override
  public void run() {
    try {
      while (!stop.await(pause(), TimeUnit.MILLISECONDS)) {
        kill(ROUND[deaths % ROUND.length]);
        deaths++;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pause() {
    return quiet.toMillis() + random.nextInt((int) quiet.toMillis());
  }

  private void kill(String what) {
    switch (what) {
      case "broker" -> {
        run.say("  restarting the cloud's broker");
        stack.restartBroker();
      }
      case "node" -> {
        var node = farm.nodes().get(random.nextInt(farm.nodes().size()));
        killed("node-" + farm.number() + "-" + node.number());
      }
      case "hub" -> killed(farm.hubProcess());
      case "farm-broker" -> killed(farm.brokerProcess());
      default -> killed(what);
    }
  }

  private void killed(String process) {
    run.say("  killing " + process);
    stack.kill(process);
  }
}
