package com.tokkatot.local.bench;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.SwarmField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Commands to the nodes of a swarm, one every 10 ms, each to another node; each turns a light to
 * the other state, so that every one moves an output.
 */
final class SwarmLoad implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern ANSWER =
      Pattern.compile("\"command_id\":\"([0-9a-f-]{36})\",\"result\":\"(\\w+)\"");

  private final SwarmField field;
  private final Bench.Run run;
  private final FarmClient hub;
  private final List<String> lights;
  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final AtomicInteger completed = new AtomicInteger();
  private volatile Samples samples = new Samples();
  private int sent;

  SwarmLoad(SwarmField field, Bench.Run run) throws IOException, GeneralSecurityException {
    this.field = field;
    this.run = run;
    var farm = field.farm();
    lights =
        farm.nodes().stream()
            .flatMap(node -> node.devices().stream())
            .filter(device -> device.kind().equals("light"))
            .map(FarmPlan.DevicePlan::deviceId)
            .toList();
    hub = new FarmClient(farm.farmId(), farm.hubId(), field.brokerPort(), field.hubKeys());
    hub.connect();
    hub.hear("status", this::answered);
  }

  /**
   * Warms up with so many commands, then counts so many. A node takes one a second for one light.
   */
  void measure(Figures figures, int warmUp, int commands) {
    run.say("warming up: " + warmUp + " commands, one every " + PACE.toMillis() + " ms");
    send(warmUp);
    samples = new Samples();
    run.say(commands + " commands beside the nodes' own heartbeats and readings");
    var begin = System.nanoTime();
    var swarm = field.swarmCpu();
    var broker = field.brokerCpu();
    send(commands);
    var seconds = (System.nanoTime() - begin) / 1e9;
    var swarmPercent = percent(field.swarmCpu().minus(swarm), seconds);
    var brokerPercent = percent(field.brokerCpu().minus(broker), seconds);
    var end = field.stopSwarm();
    figures
        .put("cpu_percent", swarmPercent)
        .put("broker_cpu_percent", brokerPercent)
        .put("p50_ms", samples.percentile(50))
        .put("p99_ms", samples.percentile(99))
        .put("connects", end.connects())
        .put("lost", sent - completed.get() + end.lost(), "0")
        .put("doubled", Math.max(0, end.moved() - completed.get()), "0");
  }

  /** Sends so many and waits until all have an answer, or had their time. */
  private void send(int count) {
    var begin = System.nanoTime();
    for (var i = 0; i < count; i++) {
      LockSupport.parkNanos(begin + i * PACE.toNanos() - System.nanoTime());
      command();
    }
    var late = System.nanoTime() + PATIENCE.toNanos();
    while (completed.get() < sent && System.nanoTime() < late) {
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private void command() {
    var light = lights.get(sent % lights.size());
    var action = sent / lights.size() % 2 == 0 ? "on" : "off";
    var id = UUID.randomUUID().toString();
    var body =
        ("{\"command_id\":\"%s\",\"action\":\"%s\",\"source\":\"user\",\"issued_at\":%d,\"ttl_ms\":10000}")
            .formatted(id, action, System.currentTimeMillis())
            .getBytes(StandardCharsets.UTF_8);
    sent++;
    asked.put(id, System.nanoTime());
    hub.publish(light, "command", body);
  }

  private void answered(Mqtt5Publish status) {
    var now = System.nanoTime();
    var answer = ANSWER.matcher(new String(status.getPayloadAsBytes(), StandardCharsets.UTF_8));
    if (!answer.find() || !answer.group(2).equals("completed")) {
      return;
    }
    var begin = asked.remove(answer.group(1));
    if (begin != null) {
      samples.add((now - begin) / 1e6);
      completed.incrementAndGet();
    }
  }

  private static double percent(Duration cpu, double seconds) {
    return cpu.toNanos() / 1e7 / seconds;
  }

  @Override
  public void close() {
    hub.close();
  }
}
