package com.tokkatot.local.bench;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.tokkatot.local.LocalStack;
import com.tokkatot.wire.FirmwareOffer;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Boards of many farms behind played hubs: each answers an offer with all states of an update, or,
 * once they are to fail, with {@code failed} after a while. An offer that comes twice is answered
 * once, as by a real board. What was said counts when the broker has acknowledged it.
 */
final class OtaBoards implements AutoCloseable {

  private static final List<State> STATES =
      List.of(
          State.DOWNLOADING, State.VERIFYING, State.REBOOTING, State.CONFIRMING, State.SUCCEEDED);

  // Those of one offer fail one after the other, so that a limit falls into the middle.
  private static final int SLOWEST_MS = 3_000;

  private final List<String> farms;
  private final List<FarmClient> hubs = new ArrayList<>();
  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final Random random = new Random(42);
  private final Set<UUID> heard = ConcurrentHashMap.newKeySet();
  private final AtomicLong seq = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private volatile String runs;
  private volatile boolean failing;
  private volatile long firstNanos;

  OtaBoards(LocalStack stack, int count, int nodes)
      throws SQLException, IOException, GeneralSecurityException {
    var made = ManyFarms.make(stack, count, 1);
    try (var connection = stack.database()) {
      connection.setAutoCommit(false);
      for (var farm : made) {
        for (var more = 1; more < nodes; more++) {
          ManyFarms.devices(connection, farm.farmId(), 1, "light", "relay");
        }
      }
      connection.commit();
    }
    for (var farm : made) {
      var keys = stack.hubKeys(farm.hubId(), farm.farmId());
      var hub = new FarmClient(farm.farmId(), farm.hubId(), stack.ports().cloudMqtt(), keys);
      hub.connect();
      hub.hear("fw_update", offer -> answer(hub, offer));
      hubs.add(hub);
    }
    farms = made.stream().map(ManyFarms.PlayedFarm::farmId).toList();
  }

  List<String> farms() {
    return farms;
  }

  /** From now on, counted anew. */
  void answer(boolean withFailure, String version) {
    heard.clear();
    told.set(0);
    firstNanos = 0;
    failing = withFailure;
    runs = version;
  }

  /** Different offers. */
  long heard() {
    return heard.size();
  }

  /** Reports that the broker has acknowledged. */
  long told() {
    return told.get();
  }

  /** Since the first offer came. */
  double seconds() {
    return (System.nanoTime() - firstNanos) / 1e9;
  }

  private void answer(FarmClient hub, Mqtt5Publish message) {
    var node = message.getTopic().getLevels().get(3);
    var offer = FirmwareOffer.read(message.getPayloadAsBytes());
    if (!heard.add(offer.updateId())) {
      return;
    }
    if (firstNanos == 0) {
      firstNanos = System.nanoTime();
    }
    if (failing) {
      later.schedule(
          () -> tell(hub, node, offer, State.FAILED),
          random.nextInt(SLOWEST_MS),
          TimeUnit.MILLISECONDS);
    } else {
      STATES.forEach(state -> tell(hub, node, offer, state));
    }
  }

  private void tell(FarmClient hub, String node, FirmwareOffer offer, State state) {
    var status =
        new FirmwareStatus(
            offer.updateId(),
            UUID.fromString(node),
            Instant.now(),
            new OrderKey(1, 1, seq.incrementAndGet()),
            state,
            state == State.FAILED ? "sha256" : null,
            null,
            offer.size(),
            offer.size(),
            state == State.SUCCEEDED ? runs : null);
    hub.publish(node, "fw_status", status.toBytes()).thenRun(told::incrementAndGet);
  }

  @Override
  public void close() {
    later.shutdownNow();
    hubs.forEach(FarmClient::close);
  }
}
