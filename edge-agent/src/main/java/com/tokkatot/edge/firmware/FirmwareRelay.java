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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

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
  private final Offers offers = new Offers();
  private final Images images;
  private final ImageServer server;
  private final Sender field;
  private final Sender cloud;
  private final Executor executor;
  private final InstantSource time;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean fetching = new AtomicBoolean();

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
    if (!offers.repeat(store, node, offer.updateId())) {
      offers.add(store, node, offer.updateId(), message.payload(), time.instant());
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
    var before = offers.said(store, node, status.updateId());
    if (before.isPresent() && status.order().compareTo(before.get().order()) <= 0) {
      return message.acknowledgement(); // delivered twice, or overtaken
    }
    if (!offers.say(store, status, message.payload())) {
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
        for (var row : journal.ask(offers::open)) {
          if (!row.ready()) {
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

  private void fetch(Offers.Row row) throws IOException {
    Optional<String> wrong;
    try {
      wrong = images.fetch(row.offer());
    } catch (IOException e) {
      // It is tried again with the next offer, on the next connection and every minute.
      LOG.log(Level.INFO, "Firmware {0}: {1}", row.offer().url(), e.getMessage());
      return;
    }
    settle(row, wrong);
  }

  private void settle(Offers.Row row, Optional<String> wrong) throws IOException {
    journal.await(
        store -> {
          if (wrong.isPresent()) {
            end(store, row, wrong.get());
          } else {
            offers.ready(store, row);
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
          for (var row : offers.open(store)) {
            var until = row.offer().notAfter();
            if (row.status() == null && until != null && !time.instant().isBefore(until)) {
              end(store, row, "window");
            }
          }
          var waiting = offers.open(store).stream().filter(Offers.Row::ready).toList();
          return () -> {
            waiting.forEach(this::forward);
            tellCloud();
          };
        });
  }

  private void forward(Offers.Row row) {
    if (field.connected()) {
      var here = row.offer().at(server.url(FirmwareHeader.read(row.offer().header()).sha256()));
      field.send(
          Outgoing.passing(Topics.device(farmId, row.node(), Kind.FW_UPDATE), here.toBytes()));
    }
  }

  /** Forgets what has ended long ago, and is told. */
  public void prune() {
    journal.later(
        store -> {
          offers.prune(store, time.instant().minus(KEPT));
          return Step.NOTHING;
        });
  }

  /** Tells the cloud what it has not acknowledged. */
  public void tellCloud() {
    journal.later(
        store -> {
          var news = offers.untold(store);
          return () -> news.forEach(this::tell);
        });
  }

  private void tell(Offers.Row row) {
    if (!cloud.connected()) {
      return;
    }
    cloud
        .send(Outgoing.passing(Topics.device(farmId, row.node(), Kind.FW_STATUS), row.status()))
        .thenRun(
            () ->
                journal.later(
                    store -> {
                      offers.told(store, row);
                      return Step.NOTHING;
                    }));
  }

  @Override
  public void close() {
    server.close();
  }

  /** The hub cannot have it, or had nobody to give it to. */
  private void end(Store store, Offers.Row row, String reason) throws SQLException {
    var status =
        new FirmwareStatus(
            row.offer().updateId(),
            row.node(),
            time.instant(),
            NO_ORDER,
            State.FAILED,
            reason,
            FirmwareHeader.read(row.offer().header()).version(),
            null,
            row.offer().size(),
            null);
    offers.say(store, status, status.toBytes());
  }

  private Set<String> waitedFor() throws IOException {
    var names = new HashSet<String>();
    for (var row : journal.ask(offers::open)) {
      names.add(FirmwareHeader.read(row.offer().header()).sha256());
    }
    return names;
  }
}
