package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import com.tokkatot.local.client.LiveSocket;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One farm and its people, every hop real. One command at a time; each turns a light to the other
 * state, so that every one moves a relay.
 */
final class RealFarmLoad implements AutoCloseable {

  private static final Duration WARM_UP_PACE = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * How much.
   *
   * @param people who give orders in turn: each may give twenty, then 1.7 a second
   * @param warmUp commands that are not measured
   * @param spaced commands, one every 150 to 250 ms
   * @param backToBack commands, each when the one before is done
   */
  record Size(int people, int warmUp, int spaced, int backToBack) {

    /** With as many people as a farm may have beside its owner. */
    static final Size WHOLE = new Size(49, 2_000, 300, 1_000);
  }

  private final LocalStack stack;
  private final Bench.Run run;
  private final Size size;
  private final FarmPlan farm;
  private final List<Crowd.Person> people;
  private final LiveSocket socket;
  private final List<String> lights;
  private final Map<String, Boolean> on = new HashMap<>();
  private final List<CommandTrace> traces = new ArrayList<>();
  private long lost;
  private long limited;
  private int sent;

  RealFarmLoad(LocalStack stack, Bench.Run run, Size size) throws SQLException, IOException {
    this.stack = stack;
    this.run = run;
    this.size = size;
    farm = stack.farms().get(0);
    people = Crowd.make(stack, List.of(farm.farmId()), size.people);
    socket = LiveSocket.watching(people.get(0).api(), stack.urls().ws(), farm.farmId(), -1);
    lights =
        farm.nodes().stream()
            .flatMap(node -> node.devices().stream())
            .filter(device -> device.kind().equals("light"))
            .map(FarmPlan.DevicePlan::deviceId)
            .toList();
  }

  void measure(Figures figures) throws IOException, SQLException {
    run.say(
        "warming up: "
            + size.warmUp
            + " commands, one at a time, over "
            + lights.size()
            + " lights");
    var begin = System.nanoTime();
    for (var i = 0; i < size.warmUp; i++) {
      // Not faster than all of them together may order for long.
      LockSupport.parkNanos(begin + i * WARM_UP_PACE.toNanos() - System.nanoTime());
      command(i);
    }
    traces.clear();
    run.say("spaced: " + size.spaced + " commands, one every 150 to 250 ms");
    var random = new Random(1);
    var spaced = new Samples();
    for (var i = 0; i < size.spaced; i++) {
      LockSupport.parkNanos(Duration.ofMillis(150 + random.nextInt(101)).toNanos());
      spaced.add(command(i));
    }
    run.say("back to back: " + size.backToBack + " commands over different devices");
    var backToBack = new Samples();
    for (var i = 0; i < size.backToBack; i++) {
      backToBack.add(command(i));
    }
    figures
        .put("p50_ms", spaced.percentile(50), "<= 15")
        .put("p99_ms", spaced.percentile(99), "<= 50")
        .put("b2b_p50_ms", backToBack.percentile(50), "<= 15")
        .put("b2b_p99_ms", backToBack.percentile(99), "<= 50");
    new Hops(stack, farm, traces).put(figures);
  }

  long lost() {
    return lost;
  }

  long limited() {
    return limited;
  }

  long doubled() throws IOException {
    return RelayLogs.of(stack, farm).doubled(traces.stream().map(CommandTrace::id).toList());
  }

  /** Milliseconds from sending the request until the device's status came on the socket. */
  private double command(int index) {
    var light = lights.get(index % lights.size());
    var action = on.merge(light, true, (was, now) -> !was) ? "on" : "off";
    var id = UUID.randomUUID().toString();
    var body = "{\"command_type\":\"%s\",\"idempotency_key\":\"%s\"}".formatted(action, id);
    var api = people.get(sent++ % size.people).api();
    var begin = System.nanoTime();
    var answer = api.post(Api.commands(farm.farmId(), light), body);
    var answered = System.nanoTime();
    if (answer.status() == 429) {
      limited++;
      return PATIENCE.toMillis();
    }
    if (answer.status() != 202) {
      throw new IllegalStateException("a command was refused: " + answer);
    }
    try {
      var status =
          socket.await(
              PATIENCE,
              frame ->
                  frame.type().equals("device:update")
                      && id.equals(frame.data().getString("command_id", null)));
      traces.add(
          new CommandTrace(
              id,
              (answered - begin) / 1e6,
              answer.json().getString("requested_at"),
              Clocks.wallMillis(status.nanos())));
      return (status.nanos() - begin) / 1e6;
    } catch (AssertionError e) {
      lost++;
      return PATIENCE.toMillis();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
