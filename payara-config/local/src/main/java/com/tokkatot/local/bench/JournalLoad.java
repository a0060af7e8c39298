package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many hubs that were away hand their journals over, batches as large as a real hub makes them.
 * What is measured is the cloud: the batches are made before. An answer means stored; every
 * twentieth batch comes twice, as from a hub that lost its answer, and must change nothing.
 */
final class JournalLoad implements AutoCloseable {

  private static final int HUBS = 32;
  private static final int SENSORS = 50;
  private static final int RECORDS = 10_000;
  private static final int UNDER_WAY = 4;
  private static final int WARMING = 24;
  private static final int MEASURED = 64;
  private static final int TWICE = 20;
  private static final int OK = 200;

  private final LocalStack stack;
  private final Bench.Run run;
  private final Stored stored;
  private final ExecutorService threads = Executors.newFixedThreadPool(UNDER_WAY);
  private final List<PlayedJournal> hubs = new ArrayList<>();
  private final List<ManyFarms.PlayedFarm> farms;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private int batches;

  /** How many readings of these devices are in the store. */
  interface Stored {
    long of(List<String> devices) throws SQLException;
  }

  JournalLoad(LocalStack stack, Bench.Run run)
      throws SQLException, IOException, InterruptedException {
    this(stack, run, devices -> inDatabase(stack, devices));
  }

  JournalLoad(LocalStack stack, Bench.Run run, Stored stored)
      throws SQLException, IOException, InterruptedException {
    this.stack = stack;
    this.run = run;
    this.stored = stored;
    farms = ManyFarms.make(stack, HUBS, SENSORS, "dht22", "sensor");
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (var farm : farms) {
      // Their tokens are signed with the stack's own key, as those of the bench's people are.
      change("update hub set public_key = 'played' where id = '" + farm.hubId() + "'");
      var hub = new PlayedJournal(stack, http, farm, hubs.size());
      hub.begin();
      hubs.add(hub);
    }
  }

  /**
   * @param prefix of the figures' names
   * @param goal for readings a second
   */
  void measure(Figures figures, String prefix, String goal)
      throws InterruptedException, SQLException {
    WarmUp.with(length -> rate(WARMING), run);
    run.say("measuring: %d batches of %d records".formatted(MEASURED, RECORDS));
    bytes.set(0);
    figures
        .put(prefix + "_per_s", rate(MEASURED), goal)
        .put(prefix + "_bytes_per_reading", bytes.get() / (double) readings(MEASURED))
        .put(prefix + "_refused", refused.get(), "0")
        .put(prefix + "_lost", readings(batches) - stored.of(devices()), "0")
        // Those that were worked on, not rows under a unique key.
        .put(prefix + "_doubled", workedOn() - batches, "0");
  }

  /** Readings a second, from the first batch to the last answer. */
  private double rate(int count) throws InterruptedException {
    record Made(PlayedJournal hub, byte[] batch, boolean twice) {}
    var made = new ArrayList<Made>();
    for (var i = 0; i < count; i++) {
      var hub = hubs.get(batches % HUBS);
      made.add(new Made(hub, hub.next(RECORDS), batches % TWICE == 0));
      batches++;
    }
    var begin = System.nanoTime();
    var answers = new ArrayList<Future<?>>();
    for (var one : made) {
      answers.add(threads.submit(() -> send(one.hub, one.batch, one.twice)));
    }
    for (var answer : answers) {
      await(answer);
    }
    return readings(count) / ((System.nanoTime() - begin) / 1e9);
  }

  private void send(PlayedJournal hub, byte[] batch, boolean twice) {
    try {
      for (var i = 0; i < (twice ? 2 : 1); i++) {
        if (hub.send(batch) != OK) {
          refused.incrementAndGet();
        }
      }
      bytes.addAndGet(batch.length);
    } catch (IOException e) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<?> answer) throws InterruptedException {
    try {
      answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hub failed", e);
    }
  }

  private static long readings(int batches) {
    return (long) batches * RECORDS * PlayedJournal.METRICS;
  }

  private List<String> devices() {
    return farms.stream().flatMap(farm -> farm.devices().stream()).toList();
  }

  private static long inDatabase(LocalStack stack, List<String> devices) throws SQLException {
    try (var connection = stack.database();
        var query =
            connection.prepareStatement("select count(*) from reading where device_id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", devices.toArray()));
      return first(query);
    }
  }

  private long workedOn() throws SQLException {
    try (var connection = stack.database();
        var query =
            connection.prepareStatement(
                "select sum(batches - repeats) from journal_stream"
                    + " join hub on hub.id = hub_id where hub.public_key = 'played'")) {
      return first(query);
    }
  }

  private static long first(PreparedStatement query) throws SQLException {
    try (var row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void change(String sql) throws SQLException {
    try (var connection = stack.database();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
