package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttMessageListener;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.transaction.xa.XAResource;

/**
 * As much of an application server as {@link Delivery} meets. Like the real one it is silent in
 * afterDelivery, whatever happened.
 */
final class FakeContainer implements MessageEndpointFactory, TransactionSynchronizationRegistry {

  /** How a delivery goes. */
  enum Fate {
    COMMITS,
    THROWS,
    ROLLS_BACK_SILENTLY,
    FAILS_AT_COMMIT
  }

  final List<List<String>> delivered = new ArrayList<>();
  final List<String> parked = new ArrayList<>();
  Function<List<String>, Fate> fate = batch -> Fate.COMMITS;
  Fate parkingFate = Fate.COMMITS;
  boolean transacted = true;
  boolean ready = true;
  int open;
  private Synchronization synchronization;

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    if (!ready) {
      throw new UnavailableException("still starting");
    }
    return new Bean();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return transacted;
  }

  @Override
  public String getActivationName() {
    return "fake";
  }

  @Override
  public Class<?> getEndpointClass() {
    return Bean.class;
  }

  @Override
  public void registerInterposedSynchronization(Synchronization sync) {
    synchronization = sync;
  }

  @Override
  public Object getTransactionKey() {
    return this;
  }

  @Override
  public void putResource(Object key, Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getResource(Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getTransactionStatus() {
    return Status.STATUS_ACTIVE;
  }

  @Override
  public void setRollbackOnly() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getRollbackOnly() {
    return false;
  }

  private final class Bean implements MessageEndpoint, MqttMessageListener {

    private Fate outcome;

    @Override
    public void beforeDelivery(Method method) {
      open++;
    }

    @Override
    public void onMessages(List<MqttMessage> batch) {
      var texts = batch.stream().map(MqttMessage::text).toList();
      delivered.add(texts);
      play(fate.apply(texts));
    }

    @Override
    public void park(MqttMessage message, String reason) {
      play(parkingFate);
      parked.add(message.text() + " | " + reason);
    }

    private void play(Fate how) {
      outcome = how;
      if (how == Fate.THROWS) {
        throw new IllegalStateException("wrapper", new IllegalArgumentException("no such device"));
      }
    }

    @Override
    public void afterDelivery() {
      open--;
      synchronization.afterCompletion(
          outcome == Fate.COMMITS ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK);
    }

    @Override
    public void release() {
      synchronization = null;
    }
  }
}
