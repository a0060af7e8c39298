package com.tokkatot.edge.firmware;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import com.tokkatot.wire.FirmwareHeader;
import com.tokkatot.wire.FirmwareOffer;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Cloud to node and back: the newest offer of each node, and how it ended. */
public final class FirmwareRelay implements AutoCloseable {

  private static final Logger LOG = System.getLogger(FirmwareRelay.class.getName());

  /** An offer may be made again under its id for so long. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** What the hub itself says has no place in a node's order. */
  private static final OrderKey NO_ORDER = new OrderKey(0, 0, 0);

  private final UUID farmId;
  private final Journal journal;
  private final Parked parked;
  private final Images images;
  private final ImageServer server;
  private final Sender field;
  private final Sender cloud;
  private final Executor executor;
  private final InstantSource time;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean fetching = new AtomicBoolean();

  private record Row(UUID node, FirmwareOffer offer, boolean ready, byte[] status) {}

  private FirmwareRelay(
      UUID farmId,
      Journal journal,
      Parked parked,
      Images images,
      ImageServer server,
      Sender field,
      Sender cloud,
      Executor executor,
      InstantSource time) {
    this.farmId = farmId;
    this.journal = journal;
    this.parked = parked;
    this.images = images;
    this.server = server;
    this.field = field;
    this.cloud = cloud;
    this.executor = executor;
    this.time = time;
  }

  /**
   * Begins to serve what is there.
   *
   * @param directory for images; only this room may write there
   * @param executor fetches and serves; may be blocked for minutes
   * @throws IOException if the port is taken, or a directory or store cannot be used
   * @throws GeneralSecurityException if a certificate cannot be used
   */
  public static FirmwareRelay open(
      FirmwareSettings settings,
      UUID farmId,
      Path directory,
      ImageSource source,
      Journal journal,
      Parked parked,
      Sender field,
      Sender cloud,
      Executor executor,
      InstantSource time)
      throws IOException, GeneralSecurityException {
    var images = new Images(directory, source);
    var server = ImageServer.open(settings, images, executor);
    return new FirmwareRelay(farmId, journal, parked, images, server, field, cloud, executor, time);
  }

  /**
   * An offer from the cloud: written down, then the cloud may forget it.
   *
   * @param failed called when it could not be written down
   */
  public void offered(Address to, Incoming message, Runnable failed) {
    journal.submit(store -> take(store, to.deviceId(), message), failed);
  }

  private Runnable take(Store store, UUID node, Incoming message) throws SQLException {
    FirmwareOffer offer;
    try {
      offer = FirmwareOffer.read(message.payload());
    } catch (WireFormatException e) {
      return park(store, message, e);
    }
    // A known id is the same try: its answer is told again, nothing begins anew.
    var known =
        store.run(
            "update firmware set told = case when status is null then 1 else 0 end"
                + " where node = ? and update_id = ?",
            node.toString(),
            offer.updateId().toString());
    if (known == 0) {
      // The newer offer counts; what the node still says of the older one is passed on.
      store.run("update firmware set over = 1 where node = ?", node.toString());
      store.run(
          "insert into firmware (node, update_id, offer, ready, over, status, told, at)"
              + " values (?, ?, ?, 0, 0, null, 1, ?)",
          node.toString(),
          offer.updateId().toString(),
          message.payload(),
          time.millis());
    }
    return () -> {
      message.acknowledgement().run();
      tellCloud();
      fetchAll();
    };
  }

  /**
   * How far a node is.
   *
   * @param failed called when it could not be written down
   */
  public void heard(Address from, Incoming message, Runnable failed) {
    journal.submit(store -> note(store, from.deviceId(), message), failed);
  }

  private Runnable note(Store store, UUID node, Incoming message) throws SQLException {
    FirmwareStatus status;
    try {
      status = FirmwareStatus.read(message.payload());
      if (!status.nodeId().equals(node)) {
        throw new WireFormatException("node_id", "is not the topic's");
      }
    } catch (WireFormatException e) {
      return park(store, message, e);
    }
    var before =
        store.first(
            row -> row.getBytes(1),
            "select status from firmware where node = ? and update_id = ? and status is not null",
            node.toString(),
            status.updateId().toString());
    if (before.isPresent()
        && status.order().compareTo(FirmwareStatus.read(before.get()).order()) <= 0) {
      return message.acknowledgement(); // delivered twice, or overtaken
    }
    var changed =
        store.run(
            "update firmware set status = ?, told = 0, over = max(over, ?)"
                + " where node = ? and update_id = ?",
            message.payload(),
            status.state().over() ? 1 : 0,
            node.toString(),
            status.updateId().toString());
    if (changed == 0) {
      // This hub has not made the offer, or no longer remembers it.
      return park(store, message, new WireFormatException("update_id", "was never offered here"));
    }
    return () -> {
      message.acknowledgement().run();
      tellCloud();
    };
  }

  private Runnable park(Store store, Incoming message, WireFormatException why)
      throws SQLException {
    var effect = parked.park(store, message, why.getMessage());
    return () -> {
      effect.run();
      message.acknowledgement().run();
    };
  }

  /** Fetches what is not here yet, one after the other. Returns at once. */
  public void fetchAll() {
    wanted.set(true);
    if (!fetching.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::fetchEach);
    } catch (RejectedExecutionException e) {
      fetching.set(false);
      LOG.log(Level.DEBUG, "The hub is stopping", e);
    }
  }

  private void fetchEach() {
    try {
      while (wanted.getAndSet(false)) {
        for (var row : asked(FirmwareRelay::open)) {
          if (!row.ready) {
            fetch(row);
          }
        }
        images.keepOnly(waitedFor());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Firmware cannot be kept", e);
    } finally {
      fetching.set(false);
    }
  }

  private void fetch(Row row) throws IOException {
    Optional<String> wrong;
    try {
      wrong = images.fetch(row.offer);
    } catch (IOException e) {
      // It is tried again with the next offer, on the next connection and every minute.
      LOG.log(Level.INFO, "Firmware {0}: {1}", row.offer.url(), e.getMessage());
      return;
    }
    settle(row, wrong);
  }

  private void settle(Row row, Optional<String> wrong) throws IOException {
    journal.await(
        store -> {
          if (wrong.isPresent()) {
            end(store, row, wrong.get());
          } else {
            store.run(
                "update firmware set ready = 1 where node = ? and update_id = ?",
                row.node.toString(),
                row.offer.updateId().toString());
          }
          return () -> {
            tellCloud();
            forwardAll();
          };
        });
  }

  /** Tells nodes of what waits for them. A node knows an id that it has heard. */
  public void forwardAll() {
    journal.later(
        store -> {
          for (var row : open(store)) {
            var until = row.offer.notAfter();
            if (row.status == null && until != null && !time.instant().isBefore(until)) {
              end(store, row, "window");
            }
          }
          var waiting = open(store).stream().filter(Row::ready).toList();
          return () -> {
            waiting.forEach(this::forward);
            tellCloud();
          };
        });
  }

  private void forward(Row row) {
    if (field.connected()) {
      var here = row.offer.at(server.url(FirmwareHeader.read(row.offer.header()).sha256()));
      field.send(Outgoing.passing(Topics.device(farmId, row.node, Kind.FW_UPDATE), here.toBytes()));
    }
  }

  /** Forgets what has ended long ago, and is told. */
  public void prune() {
    journal.later(
        store -> {
          store.run(
              "delete from firmware where over = 1 and told = 1 and at < ?",
              time.instant().minus(KEPT).toEpochMilli());
          return Step.NOTHING;
        });
  }

  /** Tells the cloud what it has not acknowledged. */
  public void tellCloud() {
    journal.later(
        store -> {
          var news =
              store.all(
                  row -> new Row(UUID.fromString(row.getString(1)), null, true, row.getBytes(2)),
                  "select node, status from firmware where told = 0 order by at");
          return () -> news.forEach(this::tell);
        });
  }

  private void tell(Row row) {
    if (!cloud.connected()) {
      return;
    }
    cloud
        .send(Outgoing.passing(Topics.device(farmId, row.node, Kind.FW_STATUS), row.status))
        .thenRun(
            () ->
                journal.later(
                    store -> {
                      // Not when something newer has been said meanwhile.
                      store.run(
                          "update firmware set told = 1 where node = ? and status = ?",
                          row.node.toString(),
                          row.status);
                      return Step.NOTHING;
                    }));
  }

  @Override
  public void close() {
    server.close();
  }

  /** The hub cannot have it, or had nobody to give it to. */
  private void end(Store store, Row row, String reason) throws SQLException {
    var status =
        new FirmwareStatus(
            row.offer.updateId(),
            row.node,
            time.instant(),
            NO_ORDER,
            State.FAILED,
            reason,
            FirmwareHeader.read(row.offer.header()).version(),
            null,
            row.offer.size(),
            null);
    store.run(
        "update firmware set status = ?, told = 0, over = 1 where node = ? and update_id = ?",
        status.toBytes(),
        row.node.toString(),
        row.offer.updateId().toString());
  }

  private Set<String> waitedFor() throws IOException {
    var names = new HashSet<String>();
    for (var row : asked(FirmwareRelay::open)) {
      names.add(FirmwareHeader.read(row.offer.header()).sha256());
    }
    return names;
  }

  private static List<Row> open(Store store) throws SQLException {
    return store.all(
        row ->
            new Row(
                UUID.fromString(row.getString(1)),
                FirmwareOffer.read(row.getBytes(2)),
                row.getBoolean(3),
                row.getBytes(4)),
        "select node, offer, ready, status from firmware where over = 0 order by node");
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(Store store) throws SQLException;
  }

  private <T> T asked(Question<T> question) throws IOException {
    var answer = new AtomicReference<T>();
    journal.await(
        store -> {
          answer.set(question.ask(store));
          return Step.NOTHING;
        });
    return answer.get();
  }
}
