package com.tokkatot.edge.reading;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.WireFormatException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Node to cloud: journal, then the farm's broker may forget it. */
public final class ReadingRelay {

  private final Journal journal;
  private final Outbox outbox;
  private final Parked parked;
  private final InstantSource time;
  private final Consumer<Outgoing> live;
  private final Listener listener;

  /** Hears every message in its transaction, for what waits for readings. */
  @FunctionalInterface
  public interface Listener {
    Runnable sensed(Store store, SensorMessage message) throws SQLException;
  }

  /**
   * @param live tells the cloud at once what is; the journal sees to it that it knows what was
   */
  public ReadingRelay(
      Journal journal,
      Outbox outbox,
      Parked parked,
      InstantSource time,
      Consumer<Outgoing> live,
      Listener listener) {
    this.live = live;
    this.listener = listener;
    this.journal = journal;
    this.outbox = outbox;
    this.parked = parked;
    this.time = time;
  }

  /** Tells the cloud only while that is wanted; the journal brings the rest. */
  public static Consumer<Outgoing> gated(Consumer<Outgoing> live, BooleanSupplier wanted) {
    return message -> {
      if (wanted.getAsBoolean()) {
        live.accept(message);
      }
    };
  }

  /**
   * @param failed called when it could not be written down
   */
  public void received(Address from, Incoming message, Runnable failed) {
    journal.submit(store -> relay(store, from, message), failed);
  }

  private Runnable relay(Store store, Address from, Incoming message) throws SQLException {
    SensorMessage sensed;
    try {
      sensed = SensorMessage.read(message.payload());
      if (!sensed.deviceId().equals(from.deviceId())) {
        throw new WireFormatException("device_id", "is not the topic's");
      }
    } catch (WireFormatException e) {
      var counted = parked.park(store, message, e.getMessage());
      return () -> {
        counted.run();
        message.acknowledgement().run();
      };
    }
    outbox.append(store, Stream.READING, message.topic(), message.payload(), time.instant());
    var heard = listener.sensed(store, sensed);
    return () -> {
      heard.run();
      message.acknowledgement().run();
      if (sensed.replayed()) {
        return; // from a node's store: the journal brings it, for it is no news
      }
      live.accept(Outgoing.fleeting(message.topic(), message.payload()));
    };
  }
}
