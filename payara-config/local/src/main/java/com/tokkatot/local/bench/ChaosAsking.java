package com.tokkatot.local.bench;

import com.tokkatot.local.FarmPlan;
import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Api;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for commands as phones do: each with its own id, again and again until the application says
 * that it has it. One in ten is written as a row with a short life, for the API gives five minutes.
 */
final class ChaosAsking {

  /** As many as may wait for an answer at once. */
  private static final int ASKING = 16;

  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofMinutes(40);

  private record Order(UUID id, String device, String action, int life) {}

  private final LocalStack stack;
  private final FarmPlan farm;
  private final List<Crowd.Person> people;
  private final ChaosPlan plan;
  private final InstantSource time = InstantSource.system();
  private final Map<String, Boolean> accepted = new ConcurrentHashMap<>();

  ChaosAsking(LocalStack stack, List<Crowd.Person> people, ChaosPlan plan) {
    this.stack = stack;
    this.farm = stack.farms().get(0);
    this.people = people;
    this.plan = plan;
  }

  /** The ids that the application has taken. */
  List<String> accepted() {
    return List.copyOf(accepted.keySet());
  }

  /** Returns when all were taken. */
  void askAll() throws InterruptedException {
    var threads = Executors.newFixedThreadPool(ASKING);
    var pace = Duration.ofNanos((long) (1e9 / plan.perSecond()));
    try {
      var index = 0;
      for (var order : orders()) {
        var person = people.get(index++ % people.size()).api();
        threads.execute(() -> ask(order, person));
        LockSupport.parkNanos(pace.toNanos());
      }
    } finally {
      threads.shutdown();
    }
    if (!threads.awaitTermination(MOST.toMinutes(), TimeUnit.MINUTES)) {
      throw new IllegalStateException("the application did not take everything in " + MOST);
    }
  }

  private List<Order> orders() {
    var random = new Random(plan.seed());
    var lights =
        farm.nodes().stream()
            .flatMap(node -> node.devices().stream())
            .filter(device -> device.kind().equals("light"))
            .map(FarmPlan.DevicePlan::deviceId)
            .toList();
    var orders = new ArrayList<Order>();
    for (var i = 0; i < plan.commands(); i++) {
      var action = List.of("on", "off", "on", "off", "toggle").get(random.nextInt(5));
      var life = random.nextInt(10) == 0 ? 4_000 + random.nextInt(8_000) : 0;
      orders.add(
          new Order(
              new UUID(random.nextLong(), random.nextLong()),
              lights.get(random.nextInt(lights.size())),
              action,
              life));
    }
    return orders;
  }

  private void ask(Order order, Api person) {
    while (!accepted.containsKey(order.id().toString())) {
      if (order.life() == 0 ? posted(order, person) : written(order)) {
        accepted.put(order.id().toString(), true);
      } else {
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
  }

  private boolean posted(Order order, Api person) {
    var body =
        "{\"command_type\":\"%s\",\"idempotency_key\":\"%s\"}"
            .formatted(order.action(), order.id());
    try {
      return person.post(Api.commands(farm.farmId(), order.device()), body).status() == 202;
    } catch (UncheckedIOException dead) {
      return false;
    }
  }

  private boolean written(Order order) {
    Instant now = time.instant();
    try (var database = stack.database();
        var insert =
            database.prepareStatement(
                "insert into command (id, farm_id, device_id, action, source, priority, state,"
                    + " issued_at, expires_at) values (?, ?::uuid, ?::uuid, ?, 'user', 'normal',"
                    + " 'queued', ?::timestamptz, ?::timestamptz) on conflict do nothing")) {
      insert.setObject(1, order.id());
      insert.setString(2, farm.farmId());
      insert.setString(3, order.device());
      insert.setString(4, order.action());
      insert.setString(5, now.toString());
      insert.setString(6, now.plusMillis(order.life()).toString());
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }
}
