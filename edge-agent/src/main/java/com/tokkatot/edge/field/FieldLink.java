package com.tokkatot.edge.field;

import com.tokkatot.edge.command.FarmSender;
import com.tokkatot.edge.firmware.FirmwareRelay;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Link;
import com.tokkatot.edge.link.LinkRole;
import com.tokkatot.edge.link.LinkSettings;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import com.tokkatot.edge.presence.PresenceKeeper;
import com.tokkatot.edge.reading.ReadingRelay;
import com.tokkatot.edge.status.StatusRelay;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

/** The hub as a client of its farm's broker. */
public final class FieldLink implements FarmSender, AutoCloseable {

  private final UUID farmId;
  private final Journal journal;
  private final Parked parked;
  private final Link link;
  private volatile Rooms rooms;

  /**
   * Where messages of nodes go.
   *
   * @param firmware null: this hub serves none, so nobody has anything to say of it
   */
  public record Rooms(
      StatusRelay statuses,
      ReadingRelay readings,
      PresenceKeeper presence,
      FirmwareRelay firmware) {}

  /**
   * @param connected what waits for nodes may be sent; must not block
   * @throws GeneralSecurityException if our certificate or the authorities cannot be used
   * @throws IOException if a store cannot be read
   */
  public FieldLink(
      UUID farmId,
      UUID hubId,
      LinkSettings settings,
      Journal journal,
      Parked parked,
      Runnable connected,
      ScheduledExecutorService timer,
      InstantSource time)
      throws GeneralSecurityException, IOException {
    this.farmId = farmId;
    this.journal = journal;
    this.parked = parked;
    var role =
        new LinkRole(
            "field",
            hubId.toString(),
            List.of(
                Topics.devices(farmId, Kind.STATUS),
                Topics.devices(farmId, Kind.SENSOR),
                Topics.devices(farmId, Kind.FW_STATUS),
                Topics.devices(farmId, Kind.HEARTBEAT)),
            () -> null,
            this::received,
            connected,
            () -> {});
    this.link = new Link(role, settings, timer, time);
  }

  /** Begins to connect; messages go to these rooms. */
  public void open(Rooms listeners) {
    rooms = listeners;
    link.open();
  }

  /** For what goes to nodes besides commands. */
  public Sender sender() {
    return link;
  }

  /** Tells whoever listens on the farm; lost when the line is down, so it is told at a connect. */
  public void tell(Outgoing message) {
    if (link.connected()) {
      link.send(message);
    }
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  @Override
  public CompletableFuture<Void> send(UUID device, CommandMessage command) {
    return link.send(
        Outgoing.passing(Topics.device(farmId, device, Kind.COMMAND), command.toBytes()));
  }

  @Override
  public void close() {
    link.close();
  }

  private void firmware(Topics.Address from, Incoming message) {
    if (rooms.firmware() == null) {
      throw new WireFormatException("(topic)", "this hub serves no firmware");
    }
    rooms.firmware().heard(from, message, link::breakOff);
  }

  private void received(Incoming message) {
    try {
      var from = Topics.parse(message.topic());
      switch (from.kind()) {
        case STATUS -> rooms.statuses().received(from, message, link::breakOff);
        case SENSOR -> rooms.readings().received(from, message, link::breakOff);
        case HEARTBEAT -> rooms.presence().received(from, message);
        case FW_STATUS -> firmware(from, message);
        default -> throw new WireFormatException("(topic)", "is not for the hub");
      }
    } catch (WireFormatException e) {
      journal.later(store -> parked.park(store, message, e.getMessage()));
      message.acknowledgement().run();
    }
  }
}
