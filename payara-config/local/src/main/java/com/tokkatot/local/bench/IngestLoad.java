package com.tokkatot.local.bench;

import com.tokkatot.local.Await;
import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many publishers, each with a hub's certificate, that send what their sensors read: two metrics a
 * message, as a DHT22 has them. What counts as done is the publisher's PUBACK on one side, rows in
 * the store on the other; a message that was worked on twice shows as one event too many.
 */
final class IngestLoad implements AutoCloseable {

  private static final int FARMS = 32;
  private static final int SENSORS = 50;
  private static final int METRICS = 2;
  private static final int BURST = 50_000 / METRICS;

  // Enough to keep the broker busy, little enough that what is published is soon stored.
  private static final int UNDER_WAY = 4_000;
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LocalStack stack;
  private final Bench.Run run;
  private final SensorWorld world = new SensorWorld(1);
  private final List<ManyFarms.PlayedFarm> farms;
  private final List<FarmClient> clients = new ArrayList<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long published;

  IngestLoad(LocalStack stack, Bench.Run run)
      throws SQLException, IOException, GeneralSecurityException {
    this.stack = stack;
    this.run = run;
    farms = ManyFarms.make(stack, FARMS, SENSORS, "dht22", "sensor");
    for (var farm : farms) {
      var keys = stack.hubKeys(farm.hubId(), farm.farmId());
      var client = new FarmClient(farm.farmId(), farm.hubId(), stack.ports().cloudMqtt(), keys);
      client.connect();
      clients.add(client);
    }
  }

  void measure(Figures figures) throws InterruptedException, SQLException {
    WarmUp.with(this::steady, run);
    run.say("measuring: " + MEASURED.toSeconds() + " s");
    figures.put("per_s", steady(MEASURED), ">= 10000");
    run.say("a burst of %,d readings at full speed".formatted(BURST * METRICS));
    burst(figures);
    var stored = stored();
    figures
        .put("refused", refused.get(), "0")
        .put("lost", acknowledged.get() * METRICS - stored, "0")
        // Against what is stored, not what was sent: a lost message must not hide a doubled one.
        .put("doubled", events() - stored / METRICS, "0");
  }

  /** Readings a second, from the first publish until the last of them is stored. */
  private double steady(Duration length) throws InterruptedException {
    var room = new Semaphore(UNDER_WAY);
    var before = published;
    var begin = System.nanoTime();
    while (System.nanoTime() - begin < length.toNanos()) {
      room.acquire();
      publish(room);
    }
    room.acquire(UNDER_WAY);
    awaitStored();
    return (published - before) * METRICS / ((System.nanoTime() - begin) / 1e9);
  }

  private void burst(Figures figures) throws InterruptedException, SQLException {
    var storedBefore = stored();
    var acknowledgedBefore = acknowledged.get();
    var room = new Semaphore(BURST);
    var begin = System.nanoTime();
    for (var i = 0; i < BURST; i++) {
      room.acquire();
      publish(room);
    }
    room.acquire(BURST);
    var acknowledgedIn = (System.nanoTime() - begin) / 1e9;
    awaitStored();
    figures
        .put("burst_acked", (acknowledged.get() - acknowledgedBefore) * METRICS)
        .put("burst_stored", stored() - storedBefore, "= burst_acked")
        .put("burst_acked_s", acknowledgedIn)
        .put("burst_stored_s", (System.nanoTime() - begin) / 1e9);
  }

  private void publish(Semaphore room) {
    var farm = (int) (published % FARMS);
    var sensor = (int) (published / FARMS % SENSORS);
    published++;
    var device = farms.get(farm).devices().get(sensor);
    clients
        .get(farm)
        .publish(device, "sensor", world.next(farm * SENSORS + sensor, device))
        .whenComplete(
            (result, failure) -> {
              (failure == null ? acknowledged : refused).incrementAndGet();
              room.release();
            });
  }

  /**
   * Until all that was acknowledged has been worked on; counting the rows themselves again and
   * again would be the heavier load.
   */
  private void awaitStored() {
    Await.until(PATIENCE, () -> workedOn() >= acknowledged.get());
  }

  // Each message is an event in the transaction that stores its readings.
  private long workedOn() {
    try {
      return count("select sum(event_cursor) from farm where name = 'Played'");
    } catch (SQLException e) {
      throw new IllegalStateException("the store cannot be asked", e);
    }
  }

  private long stored() throws SQLException {
    return count(
        "select count(*) from reading join device on device.id = device_id where device.name = 'Played'");
  }

  private long events() throws SQLException {
    return count(
        "select count(*) from farm_event join farm on farm.id = farm_id where farm.name = 'Played'"
            + " and farm_event.type = 'sensor:reading'");
  }

  private long count(String sql) throws SQLException {
    try (var connection = stack.database();
        var query = connection.createStatement();
        var row = query.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    clients.forEach(FarmClient::close);
  }
}
