package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The cloud's half at full speed: 64 commands under way over many farms. A command counts when its
 * end has come on the socket.
 */
final class ManyFarmsLoad implements AutoCloseable {

  private static final int IN_FLIGHT = 64;

  // So many that nobody comes near a limit: each person may order 1.7 a second, each device take as
  // many.
  private static final int FARMS = 32;
  private static final int DEVICES = 50;
  private static final int PEOPLE = 46;

  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Bench.Run run;
  private final PlayedFarms farms;
  private final LoadClient client;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final Map<String, Boolean> open = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final AtomicLong completed = new AtomicLong();
  private final AtomicLong doubled = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong limited = new AtomicLong();

  ManyFarmsLoad(LocalStack stack, Bench.Run run)
      throws SQLException, IOException, GeneralSecurityException {
    this.run = run;
    farms = new PlayedFarms(stack, FARMS, DEVICES, PEOPLE);
    client = new LoadClient(stack.urls().api());
    for (var i = 0; i < FARMS; i++) {
      var person = farms.person(i, 0);
      client.watch(stack.urls().ws(), person.api(), person.farmId(), this::heard);
    }
  }

  void measure(Figures figures) throws InterruptedException {
    run.say("cloud's half: " + FARMS + " played farms, " + IN_FLIGHT + " commands under way");
    WarmUp.with(this::load, run);
    run.say("measuring: " + MEASURED.toSeconds() + " s");
    figures.put("per_s", load(MEASURED), ">= 1000");
    // Everything comes back: then nothing is under way any more.
    if (room.tryAcquire(IN_FLIGHT, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      room.release(IN_FLIGHT);
    }
  }

  long lost() {
    return open.size() + refused.get();
  }

  long doubled() {
    return doubled.get();
  }

  long limited() {
    return limited.get();
  }

  /** Commands completed a second. */
  private double load(Duration length) throws InterruptedException {
    var before = completed.get();
    var begin = System.nanoTime();
    for (var i = 0; System.nanoTime() - begin < length.toNanos(); i++) {
      room.acquire();
      send(i);
    }
    return (completed.get() - before) / ((System.nanoTime() - begin) / 1e9);
  }

  private void send(int index) {
    var turn = farms.turn(index);
    var id = UUID.randomUUID().toString();
    open.put(id, true);
    var body =
        "{\"command_type\":\"%s\",\"idempotency_key\":\"%s\"}"
            .formatted(index / FARMS / DEVICES % 2 == 0 ? "on" : "off", id);
    client
        .post(turn.person().api(), Api.commands(turn.farm().farmId(), turn.device()), body)
        .whenComplete(
            (answer, failure) -> {
              if (failure != null || answer.status() != 202) {
                if (failure == null && answer.status() == 429) {
                  limited.incrementAndGet();
                }
                refused.incrementAndGet();
                open.remove(id);
                room.release();
              }
            });
  }

  private void heard(JsonObject event) {
    if (!event.getString("type").equals("device:command-status")) {
      return;
    }
    var command = event.getJsonObject("data");
    if (!command.getString("status").equals("completed")) {
      return;
    }
    var id = command.getString("command_id");
    if (open.remove(id) != null) {
      ended.add(id);
      completed.incrementAndGet();
      room.release();
    } else if (ended.contains(id)) {
      doubled.incrementAndGet();
    }
  }

  @Override
  public void close() {
    client.close();
    farms.close();
  }
}
