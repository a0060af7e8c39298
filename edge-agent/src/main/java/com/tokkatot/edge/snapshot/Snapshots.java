package com.tokkatot.edge.snapshot;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import com.tokkatot.edge.rest.CloudRest;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.CoopAir;
import com.tokkatot.wire.CoopStop;
import com.tokkatot.wire.ScheduleMessage;
import com.tokkatot.wire.SnapshotMessage;
import com.tokkatot.wire.SnapshotSettings;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Fetches the farm's snapshot, keeps it, and tells each node what its devices are set to. */
public final class Snapshots {

  private static final Logger LOG = System.getLogger(Snapshots.class.getName());
  private static final String VERSION = "select value from meta where name = 'snapshot'";

  private final UUID farmId;
  private final Journal journal;
  private final SnapshotSource source;
  private final Sender field;
  private final Consumer<List<CoopStop>> coops;
  private final Executor executor;
  private volatile SnapshotSettings settings = SnapshotSettings.USUAL;
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicBoolean fetching = new AtomicBoolean();

  private volatile Schedules schedules = (store, schedules, air) -> Step.NOTHING;
  private volatile Alerts alerts = (store, plan) -> Step.NOTHING;

  /** Takes a farm's schedules, and its air, in the transaction that keeps its snapshot. */
  @FunctionalInterface
  public interface Schedules {
    Runnable take(Store store, List<ScheduleMessage> schedules, List<CoopAir> air)
        throws SQLException;
  }

  /** Takes what a farm's readings are judged by, in the transaction that keeps its snapshot. */
  @FunctionalInterface
  public interface Alerts {
    Runnable take(Store store, AlertPlan plan) throws SQLException;
  }

  private record Kept(UUID deviceId, byte[] payload) {}

  Snapshots(
      UUID farmId,
      Journal journal,
      SnapshotSource source,
      Sender field,
      Consumer<List<CoopStop>> coops,
      Executor executor) {
    this.farmId = farmId;
    this.journal = journal;
    this.source = source;
    this.field = field;
    this.coops = coops;
    this.executor = executor;
  }

  /**
   * @param cloud null: there is none, and nothing is fetched
   * @param field the farm's broker
   * @param coops told which boards and devices each coop has, once it is written down
   * @param executor fetches; may be blocked for some seconds
   */
  public static Snapshots from(
      CloudRest cloud,
      UUID farmId,
      Journal journal,
      Sender field,
      Consumer<List<CoopStop>> coops,
      Executor executor) {
    var source = cloud == null ? null : new SignedSnapshots(cloud);
    return new Snapshots(farmId, journal, source, field, coops, executor);
  }

  /** What is set for the farm, by the newest snapshot. */
  public SnapshotSettings settings() {
    return settings;
  }

  /**
   * Reads back what was set, and which boards and devices each coop had, by the newest snapshot.
   */
  public void load(Store store) throws SQLException {
    settings = StoredSettings.load(store);
    coops.accept(
        store.all(row -> CoopStop.read(row.getBytes(1)), "select payload from coop order by id"));
  }

  /** Who takes the schedules; before the first look. */
  public void give(Schedules taker) {
    schedules = taker;
  }

  /** Who takes the alert rules; before the first look. */
  public void giveRules(Alerts taker) {
    alerts = taker;
  }

  /** Looks whether there is something new. Returns at once; one look at a time. */
  public void fetch() {
    wanted.set(true);
    if (source == null || !fetching.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(this::fetchAll);
    } catch (RejectedExecutionException e) {
      fetching.set(false);
      LOG.log(Level.DEBUG, "The hub is stopping", e);
    }
  }

  /** Tells the farm's broker everything again: it may be new, or have lost its memory. */
  public void publishAll() {
    journal.later(
        store -> {
          var kept = kept(store);
          return () -> kept.forEach(one -> publish(one.deviceId, one.payload));
        });
  }

  private void fetchAll() {
    try {
      while (wanted.getAndSet(false)) {
        fetchOnce();
      }
    } catch (IOException e) {
      // It is looked for again on the next connection and every hour.
      LOG.log(Level.INFO, "No snapshot: {0}", e.getMessage());
    } finally {
      fetching.set(false);
    }
  }

  private void fetchOnce() throws IOException {
    var known = new long[] {-1};
    journal.await(
        store -> {
          known[0] = store.first(row -> row.getLong(1), VERSION).orElse(-1L);
          return Step.NOTHING;
        });
    var fetched = source.newerThan(known[0]);
    if (fetched.isEmpty()) {
      return;
    }
    var snapshot = fetched.get();
    if (!snapshot.farmId().equals(farmId)) {
      throw new IOException("The snapshot is of another farm");
    }
    journal.await(store -> keep(store, snapshot));
    LOG.log(Level.INFO, "Snapshot {0}", snapshot.version());
  }

  private Runnable keep(Store store, SnapshotMessage snapshot) throws SQLException {
    // What is older came late: another look has been faster.
    if (snapshot.version() < store.number(VERSION)) {
      return Step.NOTHING;
    }
    var before = kept(store).stream().map(Kept::deviceId).collect(Collectors.toSet());
    store.run("delete from config");
    for (var device : snapshot.devices()) {
      store.run(
          "insert into config (device, payload) values (?, ?)",
          device.deviceId().toString(),
          device.toBytes());
    }
    StoredSettings.keep(store, snapshot.settings());
    store.run("delete from coop");
    for (var coop : snapshot.coops()) {
      store.run(
          "insert into coop (id, payload) values (?, ?)", coop.coopId().toString(), coop.toBytes());
    }
    store.run(
        "insert into meta (name, value) values ('snapshot', ?)"
            + " on conflict (name) do update set value = excluded.value",
        snapshot.version());
    var taken = schedules.take(store, snapshot.schedules(), snapshot.air());
    var judged = alerts.take(store, snapshot.alerts());
    return () -> {
      settings = snapshot.settings();
      tell(snapshot, before);
      taken.run();
      judged.run();
    };
  }

  private void tell(SnapshotMessage snapshot, Set<UUID> before) {
    coops.accept(snapshot.coops());
    for (var device : snapshot.devices()) {
      publish(device.deviceId(), device.toBytes());
      before.remove(device.deviceId());
    }
    // An empty retained message takes the old one off the broker.
    before.forEach(device -> publish(device, new byte[0]));
  }

  private void publish(UUID deviceId, byte[] payload) {
    if (field.connected()) {
      field
          .send(new Outgoing(Topics.device(farmId, deviceId, Kind.CONFIG), payload, true))
          .exceptionally(
              failure -> {
                // The next connection tells everything again.
                LOG.log(Level.DEBUG, "No configuration for " + deviceId, failure);
                return null;
              });
    }
  }

  private static List<Kept> kept(Store store) throws SQLException {
    return store.all(
        row -> new Kept(UUID.fromString(row.getString(1)), row.getBytes(2)),
        "select device, payload from config order by device");
  }
}
