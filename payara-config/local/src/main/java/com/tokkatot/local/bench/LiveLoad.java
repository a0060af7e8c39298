package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.ProcessRow;
import com.tokkatot.local.client.Api;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pages that stay open, and a hub for each farm that is played: what happens on a farm reaches all
 * of its pages. One more person a farm, with an address and limits of their own, gives the orders.
 */
final class LiveLoad implements AutoCloseable {

  private static final int OPENING = 100;
  private static final int DEVICES = 4;
  private static final int WARM_UP = 20;

  /** A device raises one: it would have to cool down first. */
  private static final int ALARMS = DEVICES;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ALL = Duration.ofMinutes(5);
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
  private static final String UPDATE = "\"type\":\"device:update\"";
  private static final String ALERT = "\"type\":\"alert:triggered\"";

  /** Critical at once, whatever the birds' age. */
  private static final double DEADLY = 45;

  private static final String TIMESTAMP = "\"timestamp\":\"";

  /**
   * How much.
   *
   * @param people of each farm who watch it
   * @param pages that each of them has open
   * @param rounds orders whose way to all pages of their farm is timed
   * @param storm how many farms' pages are cut off and come back at once
   */
  record Size(int farms, int people, int pages, int rounds, int storm) {
    static final Size WHOLE = new Size(10, 48, 21, 100, 5);

    int all() {
      return farms * people * pages;
    }
  }

  private final LocalStack stack;
  private final Bench.Run run;
  private final Size size;
  private final PlayedFarms farms;
  private final LoadClient client;
  private final List<LivePage> pages = new ArrayList<>();
  private final Samples latency = new Samples();
  private final AtomicLong turnedAway = new AtomicLong();
  private volatile Order order;
  private int turn;

  /**
   * What is under way.
   *
   * @param type of event that tells of it
   * @param key what that event names; empty: any
   * @param begin null: when the event says it happened
   * @param left who has not heard of it yet
   */
  private record Order(String type, String key, Instant begin, CountDownLatch left) {}

  LiveLoad(LocalStack stack, Bench.Run run, Size size)
      throws SQLException, IOException, GeneralSecurityException {
    this.stack = stack;
    this.run = run;
    this.size = size;
    farms = new PlayedFarms(stack, size.farms, DEVICES, size.people + 1);
    client = new LoadClient(stack.urls().api());
    for (var farm = 0; farm < size.farms; farm++) {
      for (var i = 0; i < size.people * size.pages; i++) {
        var person = farms.person(farm, 1 + i % size.people);
        pages.add(new LivePage(person.api(), person.farmId(), this::heard));
      }
    }
  }

  void measure(Figures figures) throws InterruptedException {
    var before = cloudMb();
    run.say("opening " + size.all() + " pages");
    var begin = System.nanoTime();
    open();
    figures.put("sockets", size.all(), "10000").put("connect_s", secondsSince(begin));
    figures.put("kb_per_socket", (cloudMb() - before) * 1024.0 / size.all());
    run.say("orders, each seen by " + size.people * size.pages + " pages");
    for (var i = 0; i < WARM_UP; i++) {
      toAllPages(i % size.farms);
    }
    latency.clear();
    var unheard = 0L;
    for (var i = 0; i < size.rounds; i++) {
      var missing = toAllPages(i % size.farms);
      if (missing > 0) {
        run.say("  order %d did not reach %d pages".formatted(i, missing));
      }
      unheard += missing;
    }
    figures
        .put("broadcast_p50_ms", latency.percentile(50))
        .put("broadcast_p99_ms", latency.percentile(99), "<= 100 to 1000");
    unheard += alarms(figures);
    unheard += storm(figures);
    figures
        .put("lost", unheard + pages.stream().mapToLong(LivePage::missing).sum(), "0")
        .put("doubled", pages.stream().mapToLong(LivePage::repeated).sum(), "0")
        .put("refreshed", pages.stream().mapToLong(LivePage::refreshed).sum(), "0");
  }

  /** A reading beyond the limit, from the hub's hand to the last page of its farm. */
  private long alarms(Figures figures) throws InterruptedException {
    run.say("readings beyond the limit");
    latency.clear();
    var unheard = 0L;
    for (var i = 0; i < ALARMS * size.farms; i++) {
      var farm = i % size.farms;
      var device = farms.farms().get(farm).devices().get(i / size.farms);
      var left = new CountDownLatch(size.people * size.pages);
      order = new Order(ALERT, device, Instant.now(), left);
      farms.hub(farm).reads(device, "temperature", DEADLY, "Cel");
      left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      unheard += left.getCount();
    }
    figures
        .put("alarm_p50_ms", latency.percentile(50))
        .put("alarm_max_ms", latency.percentile(100), "<= 1000");
    return unheard;
  }

  private void open() throws InterruptedException {
    var room = new Semaphore(OPENING);
    var opened = new ArrayList<CompletableFuture<Void>>();
    for (var page : pages) {
      room.acquire();
      opened.add(
          page.open(client, stack.urls().ws()).whenComplete((done, failure) -> room.release()));
    }
    all(opened);
  }

  /** Everybody of some farms is cut off, something happens there, and all come back at once. */
  private long storm(Figures figures) throws InterruptedException {
    var cut = pages.subList(0, size.storm * size.people * size.pages);
    run.say("cutting off " + cut.size() + " pages");
    all(cut.stream().map(LivePage::close).toList());
    for (var farm = 0; farm < size.storm; farm++) {
      give(farm, 0);
    }
    run.say("all of them come back");
    order = new Order(UPDATE, "", null, new CountDownLatch(cut.size()));
    var begin = System.nanoTime();
    all(cut.stream().map(this::openAgain).toList());
    order.left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    figures
        .put("storm", cut.size(), "5000")
        .put("storm_s", secondsSince(begin))
        .put("turned_away", turnedAway.get());
    return order.left.getCount();
  }

  /** As a browser does: who is turned away tries again a little later. */
  private CompletableFuture<Void> openAgain(LivePage page) {
    return page.open(client, stack.urls().ws())
        .exceptionallyCompose(
            turnedAway -> {
              turnedAway(page);
              return CompletableFuture.runAsync(() -> {}, LATER)
                  .thenCompose(waited -> openAgain(page));
            });
  }

  private void turnedAway(LivePage page) {
    if (turnedAway.incrementAndGet() == 1) {
      run.say("  the server turns some away, the first of farm " + page.farm());
    }
  }

  /** One order; how many pages have not heard of it in time. */
  private long toAllPages(int farm) throws InterruptedException {
    var left = give(farm, size.people * size.pages).left;
    left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return left.getCount();
  }

  private Order give(int farm, int listeners) {
    var id = UUID.randomUUID().toString();
    var next = new Order(UPDATE, id, null, new CountDownLatch(listeners));
    order = next;
    var played = farms.farms().get(farm);
    var device = played.devices().get(turn % DEVICES);
    var body =
        "{\"command_type\":\"%s\",\"idempotency_key\":\"%s\"}"
            .formatted(turn++ / DEVICES % 2 == 0 ? "on" : "off", id);
    var answer =
        client
            .post(farms.person(farm, 0).api(), Api.commands(played.farmId(), device), body)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (answer.status() != 202) {
      throw new IllegalStateException("an order was answered with " + answer);
    }
    return next;
  }

  private void heard(LivePage page, String frame) {
    var now = Instant.now();
    var waited = order;
    if (waited == null || !frame.contains(waited.type) || !frame.contains(waited.key)) {
      return;
    }
    if (!waited.key.isEmpty()) {
      var at = waited.begin == null ? happened(frame, waited.type) : waited.begin;
      latency.add(Duration.between(at, now).toNanos() / 1e6);
    }
    waited.left.countDown();
  }

  private static Instant happened(String frame, String type) {
    var begin = frame.indexOf(TIMESTAMP, frame.indexOf(type)) + TIMESTAMP.length();
    return Instant.parse(frame.substring(begin, frame.indexOf('"', begin)));
  }

  private static void all(List<CompletableFuture<Void>> parts) {
    CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .orTimeout(ALL.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private long cloudMb() {
    return stack.processes().stream()
        .filter(process -> process.name().equals("cloud"))
        .mapToLong(ProcessRow::rssMb)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    client.close();
    farms.close();
  }
}
