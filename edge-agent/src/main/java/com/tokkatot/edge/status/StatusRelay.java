package com.tokkatot.edge.status;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.WireFormatException;
import java.sql.SQLException;
import java.time.InstantSource;

/** Node to cloud: twin and journal in one commit, then the farm's broker may forget it. */
public final class StatusRelay {

  /** Hears every status in its transaction, for the command that it may answer. */
  @FunctionalInterface
  public interface Listener {
    Runnable heard(Store store, StatusMessage status, byte[] payload) throws SQLException;
  }

  private final Journal journal;
  private final Outbox outbox;
  private final Twins twins;
  private final Parked parked;
  private final Listener listener;
  private final InstantSource time;

  public StatusRelay(
      Journal journal,
      Outbox outbox,
      Twins twins,
      Parked parked,
      Listener listener,
      InstantSource time) {
    this.journal = journal;
    this.outbox = outbox;
    this.twins = twins;
    this.parked = parked;
    this.listener = listener;
    this.time = time;
  }

  /**
   * @param failed called when it could not be written down
   */
  public void received(Address from, Incoming message, Runnable failed) {
    journal.submit(store -> relay(store, from, message), failed);
  }

  private Runnable relay(Store store, Address from, Incoming message) throws SQLException {
    StatusMessage status;
    try {
      status = StatusMessage.read(message.payload());
      if (!status.deviceId().equals(from.deviceId())) {
        throw new WireFormatException("device_id", "is not the topic's");
      }
    } catch (WireFormatException e) {
      return both(parked.park(store, message, e.getMessage()), message.acknowledgement());
    }
    var known = twins.find(store, status.deviceId());
    if (known.isPresent() && isRepeat(known.get(), status)) {
      return message.acknowledgement();
    }
    twins.observe(store, known, status);
    outbox.append(store, Stream.EVENT, message.topic(), message.payload(), time.instant());
    return both(listener.heard(store, status, message.payload()), message.acknowledgement());
  }

  /**
   * The farm's broker delivers at least once, and nodes say what they are again with each
   * heartbeat: neither is an event. An answer to a command always is.
   */
  private static boolean isRepeat(StatusMessage known, StatusMessage status) {
    return known.equals(status)
        || (status.commandId() == null && status.order().equals(known.order()));
  }

  private static Runnable both(Runnable first, Runnable second) {
    return first == Step.NOTHING
        ? second
        : () -> {
          first.run();
          second.run();
        };
  }
}
