package com.tokkatot.edge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line against a real broker that goes away and comes back. */
class LinkIT {

  static LinkSettings settings;
  static TestBroker broker;
  static ScheduledExecutorService timer;

  final BlockingQueue<Incoming> heard = new LinkedBlockingQueue<>();
  final AtomicInteger connects = new AtomicInteger();
  Link link;

  @BeforeAll
  static void start() throws Exception {
    var directory =
        Files.createTempDirectory(
            Files.createDirectories(Path.of(System.getProperty("it.directory"))), "link");
    settings = TestStores.settings(directory, TestBroker.freePort());
    broker = new TestBroker(directory.resolve("broker"), settings);
    broker.start();
    timer = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterAll
  static void stop() throws Exception {
    timer.shutdown();
    broker.stop();
  }

  @BeforeEach
  void open() throws Exception {
    link = link("hub", List.of("t/#"), null);
    link.open();
    await().until(link::connected);
  }

  @AfterEach
  void close() {
    link.close();
  }

  @Test
  void whatIsSentIsAcknowledgedAndHeard() throws Exception {
    link.send(Outgoing.passing("t/a", utf8("one"))).get(5, TimeUnit.SECONDS);

    assertThat(next()).isEqualTo("one");
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAfterBreakingOff() throws Exception {
    link.send(Outgoing.passing("t/b", utf8("two"))).get(5, TimeUnit.SECONDS);
    heard.poll(5, TimeUnit.SECONDS); // not acknowledged

    link.breakOff();

    await().atMost(Duration.ofSeconds(60)).until(() -> link.connected() && link.connection() == 2);
    assertThat(next()).isEqualTo("two");
  }

  @Test
  void theLineMendsItselfWhenTheBrokerComesBack() throws Exception {
    broker.stop();
    await().until(() -> !link.connected());
    assertThat(link.send(Outgoing.passing("t/c", utf8("lost")))).isCompletedExceptionally();

    broker.start();

    await().atMost(Duration.ofSeconds(60)).until(link::connected);
    assertThat(link.connection()).isEqualTo(2);
    await().until(() -> connects.get() == 2);
    link.send(Outgoing.passing("t/c", utf8("three"))).get(5, TimeUnit.SECONDS);
    assertThat(next()).isEqualTo("three");
  }

  @Test
  void anotherOneWithOurNameTakesTheLineAndTheWillIsSaid() throws Exception {
    var testament = new Outgoing("t/will", utf8("gone"), false);
    try (var mortal = link("mortal", List.of("x"), testament);
        var usurper = link("mortal", List.of("x"), null)) {
      mortal.open();
      await().until(mortal::connected);

      usurper.open(); // the broker throws the first one out, without a goodbye

      assertThat(next()).isEqualTo("gone");
    }
  }

  private Link link(String clientId, List<String> filters, Outgoing will) throws Exception {
    return new Link(
        new LinkRole(
            clientId,
            clientId,
            filters,
            () -> will,
            heard::add,
            connects::incrementAndGet,
            () -> {}),
        settings,
        timer,
        InstantSource.system());
  }

  private String next() throws InterruptedException {
    var message = heard.poll(10, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    message.acknowledgement().run();
    return new String(message.payload(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
