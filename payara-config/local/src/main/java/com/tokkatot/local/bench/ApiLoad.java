package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What many people's pages ask, in this mix: 35 % the devices of a farm, 20 % what has happened
 * since, 15 % one device, 10 % the farms, 20 % an order. First at a fixed pace that does not wait
 * for answers, each timed from the moment it was due, so that a stall counts for all who would have
 * come; then as fast as 32 under way at once allow. Client and servers share this machine.
 */
final class ApiLoad {

  private static final int PER_SECOND = 500;
  private static final int IN_FLIGHT = 32;
  private static final Duration PACED_WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final Duration FULL = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /**
   * More under way means that the server is drowning; what is due then waits, and its time runs.
   */
  private static final int MOST_UNDER_WAY = 1_000;

  private final LocalStack stack;
  private final PlayedFarms farms;
  private final LoadClient client;
  private final Bench.Run run;
  private final Random random = new Random(1);
  private final Map<String, String> cursors = new ConcurrentHashMap<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final AtomicLong limited = new AtomicLong();

  ApiLoad(LocalStack stack, PlayedFarms farms, LoadClient client, Bench.Run run) {
    this.stack = stack;
    this.farms = farms;
    this.client = client;
    this.run = run;
  }

  void measure(Figures figures) throws InterruptedException, SQLException {
    WarmUp.with(this::full, run);
    run.say("warming up: " + PACED_WARM_UP.toSeconds() + " s at " + PER_SECOND + " a second");
    steady(PACED_WARM_UP);
    run.say("measuring: " + MEASURED.toSeconds() + " s at " + PER_SECOND + " a second");
    var samples = steady(MEASURED);
    run.say("as fast as it can, " + IN_FLIGHT + " under way: " + FULL.toSeconds() + " s");
    var cpu = cloudCpu();
    var before = answered.get();
    var most = full(FULL);
    var perRequest = cloudCpu().minus(cpu).toNanos() / 1e3 / (answered.get() - before);
    figures
        .put("p50_ms", samples.percentile(50))
        .put("p95_ms", samples.percentile(95), "<= 10")
        .put("p99_ms", samples.percentile(99))
        .put("max_per_s", most)
        .put("cloud_cpu_us", perRequest)
        .put("errors", errors.get(), "0")
        .put("limited", limited.get(), "0")
        .put("lost", accepted.size() - written(), "0");
  }

  /** Says more than times do when something else runs on this machine. */
  private Duration cloudCpu() {
    return stack.processes().stream()
        .filter(process -> process.name().equals("cloud"))
        .findFirst()
        .flatMap(process -> ProcessHandle.of(process.pid()))
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  private Samples steady(Duration length) throws InterruptedException {
    var samples = new Samples();
    var room = new Semaphore(MOST_UNDER_WAY);
    var begin = System.nanoTime();
    var count = length.toSeconds() * PER_SECOND;
    for (var i = 0L; i < count; i++) {
      var due = begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      room.acquire();
      ask()
          .whenComplete(
              (answer, failure) -> {
                samples.add((System.nanoTime() - due) / 1e6);
                room.release();
              });
    }
    awaitAll(room, MOST_UNDER_WAY);
    return samples;
  }

  /** Answers a second. */
  private double full(Duration length) throws InterruptedException {
    var room = new Semaphore(IN_FLIGHT);
    var before = answered.get();
    var begin = System.nanoTime();
    while (System.nanoTime() - begin < length.toNanos()) {
      room.acquire();
      ask().whenComplete((answer, failure) -> room.release());
    }
    var perSecond = (answered.get() - before) / ((System.nanoTime() - begin) / 1e9);
    awaitAll(room, IN_FLIGHT);
    return perSecond;
  }

  private CompletableFuture<LoadClient.Reply> ask() {
    var turn = farms.turn(random);
    var api = turn.person().api();
    var farm = "/farms/" + turn.farm().farmId();
    var choice = random.nextInt(100);
    if (choice < 35) {
      return judged(client.get(api, farm + "/devices"), 200);
    }
    if (choice < 55) {
      return updates(api, farm);
    }
    if (choice < 70) {
      return judged(client.get(api, farm + "/devices/" + turn.device()), 200);
    }
    return choice < 80 ? judged(client.get(api, "/farms"), 200) : order(api, turn);
  }

  private CompletableFuture<LoadClient.Reply> updates(Api api, String farm) {
    var since = cursors.getOrDefault(farm, "0");
    return judged(client.get(api, farm + "/updates?limit=20&since=" + since), 200)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null && answer.status() == 200) {
                cursors.put(farm, Answer.parse(answer.body()).getJsonNumber("cursor").toString());
              }
            });
  }

  private CompletableFuture<LoadClient.Reply> order(Api api, PlayedFarms.Turn turn) {
    var id = UUID.randomUUID().toString();
    var body =
        "{\"command_type\":\"%s\",\"idempotency_key\":\"%s\"}"
            .formatted(random.nextBoolean() ? "on" : "off", id);
    return judged(client.post(api, Api.commands(turn.farm().farmId(), turn.device()), body), 202)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null && answer.status() == 202) {
                accepted.add(id);
              }
            });
  }

  private CompletableFuture<LoadClient.Reply> judged(
      CompletableFuture<LoadClient.Reply> asked, int expected) {
    return asked.whenComplete(
        (answer, failure) -> {
          answered.incrementAndGet();
          if (failure == null && answer.status() == 429) {
            limited.incrementAndGet();
          } else if (failure != null || answer.status() != expected) {
            if (errors.incrementAndGet() <= 3) {
              run.say("  an error: " + (failure == null ? answer : failure));
            }
          }
        });
  }

  private static void awaitAll(Semaphore room, int permits) throws InterruptedException {
    if (!room.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("some requests were never answered");
    }
  }

  /** How many of the accepted orders are in the database. */
  private long written() throws SQLException {
    try (var connection = stack.database();
        var query =
            connection.prepareStatement(
                "select count(*) from command where id = any (?::uuid[])")) {
      query.setArray(1, connection.createArrayOf("text", accepted.toArray()));
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
