package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.mqtt.MqttUnavailableException;
import com.tokkatot.mqtt.rar.RandomFate.Failure;
import com.tokkatot.mqtt.rar.RealContainer.Fate;
import com.tokkatot.mqtt.rar.RealContainer.Step;
import com.tokkatot.mqtt.rar.history.History.Id;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The adapter's loop between a real broker and a real database, under load and faults. What is
 * proved each time: acknowledged means stored, nothing counts twice, a device's order is kept.
 */
class AdapterFaultsIT {

  private static final Fate KIND = (step, transaction) -> {};

  @TempDir static Path directory;
  static AdapterWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = new AdapterWorld(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @BeforeEach
  void fresh() throws Exception {
    world.fresh();
  }

  @AfterEach
  void stopLane() {
    world.stopLane();
  }

  @Test
  void manyMessagesShareATransactionInTheOrderOfEachDevice() throws Exception {
    var sizes = new ArrayList<Integer>();
    var spec = world.spec();
    spec.setBatchSize(100);
    world.start(spec, (step, transaction) -> note(sizes, step, transaction));

    world.publish(20, 100);

    assertThat(world.verdict()).isEmpty();
    assertThat(sizes).hasSizeLessThan(400).allMatch(size -> size <= 100);
  }

  @Test
  void devicesAreStoredSideBySideAndEachInItsOrder() throws Exception {
    var spec = world.spec();
    spec.setLanes(4);
    var together = new CountDownLatch(2);
    var met = new AtomicInteger();
    world.start(
        spec,
        (step, transaction) -> {
          // One that is of a larger batch waits for another one to be inside at the same time.
          if (step == Step.AFTER_STATEMENTS && transaction.messages > 4 && met.get() == 0) {
            together.countDown();
            if (awaited(together)) {
              met.incrementAndGet();
            }
          }
        });

    world.publish(40, 50);

    assertThat(world.verdict()).isEmpty();
    assertThat(met.get()).as("transactions that ran side by side").isGreaterThanOrEqualTo(2);
  }

  @Test
  void aSlowStoreLosesNothingAndHoldsNoMoreThanTheReceiveMaximum() throws Exception {
    var spec = world.spec();
    spec.setReceiveMaximum(20);
    spec.setBatchSize(5);
    var gate = new CountDownLatch(1);
    var most = new AtomicInteger();
    var lane = new Lane[1];
    lane[0] =
        world.start(
            spec,
            (step, transaction) -> {
              if (step == Step.AFTER_BEGIN) {
                awaited(gate);
                most.accumulateAndGet(lane[0].waiting() + transaction.messages, Math::max);
              }
            });

    world.publish(10, 100); // all 1,000 are with the broker; the store has not taken one
    gate.countDown();

    assertThat(world.verdict()).isEmpty();
    assertThat(most.get()).as("most messages in memory").isBetween(6, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261124, 77_003})
  void aStoreThatFailsAtRandomLosesNothing(long seed) throws Exception {
    var fate = new RandomFate(world.store, seed, 0.4, 150);
    var spec = world.spec();
    spec.setBatchSize(8);
    spec.setLanes(2);
    world.start(spec, fate);

    world.publish(20, 50);

    assertThat(world.verdict()).as("seed %d", seed).isEmpty();
    assertThat(fate.seen()).isEqualTo(EnumSet.allOf(Failure.class));
  }

  @Test
  void anHourWithoutABrokerIsBorneAndTheSessionGoesOnWhereItWas() throws Exception {
    world.start(world.spec(), KIND);
    world.publish(1, 1);
    world.awaitSettled();
    world.stopLane();
    world.publish(10, 50); // wait in the session of the absent adapter
    world.stopBroker();
    var passed = new AtomicLong();
    var tries = new AtomicInteger();
    var hourIsOver = new CountDownLatch(1);
    var brokerIsBack = new CountDownLatch(1);
    world.start(
        world.spec(),
        KIND,
        wait -> {
          tries.incrementAndGet();
          assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(2));
          if (passed.addAndGet(wait.toMillis()) >= Duration.ofHours(1).toMillis()
              && hourIsOver.getCount() == 1) {
            hourIsOver.countDown();
            return awaited(brokerIsBack);
          }
          return true;
        });

    assertThat(hourIsOver.await(100, TimeUnit.SECONDS)).as("an hour of tries").isTrue();
    assertThat(Thread.activeCount()).as("threads after %s tries", tries).isLessThan(200);
    world.startBroker();
    brokerIsBack.countDown();

    assertThat(world.verdict()).isEmpty();
    assertThat(tries.get()).isGreaterThanOrEqualTo(1800);
  }

  @Test
  void whatIsPublishedWhileTheBrokerComesAndGoesIsHeardOnceItWasAcknowledged() throws Exception {
    world.start(world.spec(), KIND);
    var half = new CountDownLatch(1);
    var outbox = CompletableFuture.runAsync(() -> publishAll(half));
    assertThat(half.await(30, TimeUnit.SECONDS)).isTrue();

    world.stopBroker();
    world.startBroker();
    outbox.get(60, TimeUnit.SECONDS);

    assertThat(world.history.acknowledged()).hasSize(600);
    assertThat(world.verdict()).isEmpty();
  }

  /** As whoever asked for a message does: it is the outbox, and tries until it is acknowledged. */
  private static void publishAll(CountDownLatch half) {
    try (var publisher = Publisher.connecting(world.clients(), InstantSource.system())) {
      for (long seq = 1; seq <= 600; seq++) {
        var id = new Id("d", seq);
        world.history.invoked(id);
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .pollDelay(Duration.ZERO)
            .ignoreExceptionsInstanceOf(MqttUnavailableException.class)
            .until(
                () -> {
                  publisher.publish(world.message(id));
                  return true;
                });
        world.history.acknowledged(id);
        if (seq == 300) {
          half.countDown();
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void note(List<Integer> sizes, Step step, RealContainer.Transaction transaction) {
    if (step == Step.AFTER_STATEMENTS) {
      sizes.add(transaction.messages);
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
