package com.tokkatot.shared;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.WireFormatException;
import jakarta.ejb.EJB;
import java.util.ArrayList;
import java.util.List;

/**
 * What all message-driven beans do alike: read each message of a batch, park what is not ours or
 * not right, and hand the rest over in one transaction. Returning normally acknowledges.
 *
 * @param <T> the wire record
 */
public abstract class WireListener<T> implements MqttMessageListener {

  /** One understood message and the bytes it came from, kept in case it must be parked later. */
  public record Arrived<T>(Topics.Address address, T content, MqttMessage message) {}

  @EJB ParkedMessages parked;

  @Override
  public final void onMessages(List<MqttMessage> batch) {
    var arrived = new ArrayList<Arrived<T>>(batch.size());
    for (var message : batch) {
      try {
        var address = Topics.parse(message.topic());
        arrived.add(new Arrived<>(address, read(address, message.payload()), message));
      } catch (WireFormatException e) {
        parked.park(message, e.getMessage());
      }
    }
    for (var stranger : accept(arrived)) {
      parked.park(stranger.message(), "the device or hub is not known on this farm");
    }
  }

  @Override
  public final void park(MqttMessage message, String reason) {
    checkStores();
    parked.park(message, reason);
  }

  /**
   * @throws WireFormatException if the payload is not what the topic promises
   */
  protected abstract T read(Topics.Address address, byte[] payload);

  /**
   * Before a message that failed is parked: a store that is away is no fault of the message.
   *
   * @throws Unavailable if one is away ({@code UNAVAILABLE}); then the adapter leaves the broker
   *     until it is back
   */
  protected void checkStores() {
    // The database shows by itself whether it is there.
  }

  /** Takes them all, in order; returns those whose sender is unknown. */
  protected abstract List<Arrived<T>> accept(List<Arrived<T>> arrived);
}
