package com.tokkatot.edge.cloud;

import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.edge.firmware.FirmwareRelay;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Link;
import com.tokkatot.edge.link.LinkRole;
import com.tokkatot.edge.link.LinkSettings;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import com.tokkatot.edge.snapshot.Snapshots;
import com.tokkatot.edge.stop.StopKeeper;
import com.tokkatot.edge.upload.JournalUpload;
import com.tokkatot.wire.NotifyMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** The hub as a client of the cloud's broker. */
public final class CloudLink implements Sender, AutoCloseable {

  private static final Logger LOG = System.getLogger(CloudLink.class.getName());

  private final UUID farmId;
  private final Journal journal;
  private final Parked parked;
  private final Digest digest;
  private final Link link;
  private volatile Rooms rooms;

  /**
   * Who hears what comes.
   *
   * @param look asks the journal and tells the cloud how the farm is; must not block
   * @param firmware null: this hub serves none
   */
  public record Rooms(
      CommandQueue commands,
      StopKeeper stops,
      Snapshots wishes,
      JournalUpload upload,
      Runnable look,
      FirmwareRelay firmware) {}

  /**
   * @throws GeneralSecurityException if our certificate or the authorities cannot be used
   * @throws IOException if a store cannot be read
   */
  public CloudLink(
      UUID farmId,
      UUID hubId,
      LinkSettings settings,
      Journal journal,
      Parked parked,
      Digest digest,
      ScheduledExecutorService timer,
      InstantSource time)
      throws GeneralSecurityException, IOException {
    this.farmId = farmId;
    this.journal = journal;
    this.parked = parked;
    this.digest = digest;
    var role =
        new LinkRole(
            "cloud",
            hubId.toString(),
            List.of(
                Topics.hubStop(farmId),
                Topics.devices(farmId, Kind.COMMAND),
                Topics.devices(farmId, Kind.FW_UPDATE),
                Topics.hubNotify(farmId)),
            digest::will,
            this::received,
            this::up,
            () -> {});
    this.link = new Link(role, settings, timer, time);
  }

  /** Begins to connect; what comes goes there. */
  public void open(Rooms listening) {
    rooms = listening;
    link.open();
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  @Override
  public long connection() {
    return link.connection();
  }

  @Override
  public CompletableFuture<Void> send(Outgoing message) {
    return link.send(message);
  }

  /** Says something that is said again if it is lost. */
  public void tell(Outgoing message) {
    if (link.connected()) {
      link.send(message)
          .exceptionally(
              failure -> {
                LOG.log(Level.DEBUG, "Not told: " + message.topic(), failure);
                return null;
              });
    }
  }

  /** Tells the cloud how the farm is. A digest that is lost is followed by another. */
  public void sendDigest() {
    digest.now().forEach(this::tell);
  }

  @Override
  public void close() {
    if (link.connected()) {
      // A clean goodbye suppresses the will, so it is said here.
      link.send(digest.will());
    }
    link.close();
  }

  private void up() {
    rooms.stops.tellCloud();
    rooms.look.run();
    rooms.wishes.fetch();
    rooms.upload.upload();
    if (rooms.firmware != null) {
      rooms.firmware.tellCloud();
      rooms.firmware.fetchAll();
    }
    journal.nudge(); // the uplink drains what waited
  }

  private void notified(NotifyMessage wish) {
    if (wish.snapshotVersion() != null) {
      rooms.wishes.fetch();
    }
    if (wish.digest()) {
      rooms.look.run();
      rooms.upload.upload(); // whoever asks how the farm is wants to see what was, too
    }
    if (wish.lacking() != null) {
      rooms.upload.again(wish.lacking());
    }
  }

  private void offered(Topics.Address to, Incoming message) {
    if (rooms.firmware == null) {
      throw new WireFormatException("(topic)", "this hub serves no firmware");
    }
    rooms.firmware.offered(to, message, link::breakOff);
  }

  private void received(Incoming message) {
    try {
      var address = Topics.parse(message.topic());
      if (address.farmId().equals(farmId) && address.kind() == Kind.HUB_STOP) {
        rooms.stops.received(message);
        return;
      }
      if (address.farmId().equals(farmId) && address.kind() == Kind.HUB_NOTIFY) {
        notified(NotifyMessage.read(message.payload()));
        message.acknowledgement().run();
        return;
      }
      if (address.farmId().equals(farmId) && address.kind() == Kind.FW_UPDATE) {
        offered(address, message);
        return;
      }
      if (!address.farmId().equals(farmId) || address.kind() != Kind.COMMAND) {
        throw new WireFormatException("(topic)", "is not for this hub");
      }
      rooms.commands.received(address, message, link::breakOff);
    } catch (WireFormatException e) {
      journal.later(store -> parked.park(store, message, e.getMessage()));
      message.acknowledgement().run();
    }
  }
}
