package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttMessageListener;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands messages to a bean and acknowledges only what the container really committed (DESIGN.md
 * D2). A batch that fails is tried again in place, then each of its messages alone, and what still
 * fails is parked. If even parking fails the database is away, and nothing is acknowledged.
 */
final class Delivery implements Deliverer {

  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final Method ON_MESSAGES = listenerMethod("onMessages", List.class);
  private static final Method PARK = listenerMethod("park", MqttMessage.class, String.class);

  private final MessageEndpointFactory factory;
  private final TransactionSynchronizationRegistry registry;
  private final RetryPlan retries;
  private final Pause pause;

  /** Why the last attempt failed, for the parked message's reason. */
  private String lastFailure = "";

  Delivery(
      MessageEndpointFactory factory,
      TransactionSynchronizationRegistry registry,
      RetryPlan retries,
      Pause pause) {
    this.factory = factory;
    this.registry = registry;
    this.retries = retries;
    this.pause = pause;
  }

  /**
   * @throws NotSupportedException for a bean without a container transaction: its commit could not
   *     be proven, so its messages could be lost
   */
  static void requireTransacted(MessageEndpointFactory factory) throws ResourceException {
    for (var method : List.of(ON_MESSAGES, PARK)) {
      try {
        if (!factory.isDeliveryTransacted(method)) {
          throw new NotSupportedException(
              method.getName() + " must run in a container transaction (REQUIRED)");
        }
      } catch (NoSuchMethodException e) {
        throw new NotSupportedException("Not an MqttMessageListener", e);
      }
    }
  }

  /**
   * @return false if the messages could neither be handled nor parked, or the activation is to
   *     stop. The caller then lets the broker have the rest again.
   */
  @Override
  public boolean deliver(List<Inbound> batch) {
    if (tried(retries.batch(), () -> handled(batch))) {
      batch.forEach(Inbound::acknowledge);
      return true;
    }
    for (var one : batch) {
      if (!deliverAlone(one)) {
        return false;
      }
      one.acknowledge();
    }
    return true;
  }

  private boolean deliverAlone(Inbound one) {
    if (tried(retries.single(), () -> handled(List.of(one)))) {
      return true;
    }
    if (!pause.rest(Duration.ZERO)) {
      return false; // stopping: not the message's fault
    }
    var reason = lastFailure;
    if (committed(PARK, bean -> bean.park(one.message(), reason))) {
      LOG.log(Level.WARNING, "Parked {0}: {1}", one.message(), reason);
      return true;
    }
    LOG.log(Level.WARNING, "Cannot even park {0}: {1}", one.message(), lastFailure);
    return false;
  }

  private boolean tried(List<Duration> waits, Attempt attempt) {
    if (attempt.succeeds()) {
      return true;
    }
    for (var wait : waits) {
      if (!pause.rest(wait)) {
        return false;
      }
      if (attempt.succeeds()) {
        return true;
      }
    }
    return false;
  }

  private boolean handled(List<Inbound> batch) {
    var messages = batch.stream().map(Inbound::message).toList();
    return committed(ON_MESSAGES, bean -> bean.onMessages(messages));
  }

  /** True only if the container really committed; only then may the broker forget. */
  private boolean committed(Method method, Consumer<MqttMessageListener> call) {
    try {
      return committedOrThrows(method, call);
    } catch (NoSuchMethodException | ResourceException | RuntimeException e) {
      failed(e);
      return false;
    }
  }

  private boolean committedOrThrows(Method method, Consumer<MqttMessageListener> call)
      throws NoSuchMethodException, ResourceException {
    var outcome = new TransactionOutcome();
    var bean = endpoint();
    try {
      bean.beforeDelivery(method); // the container begins
      boolean returned = false;
      try {
        registry.registerInterposedSynchronization(outcome);
        call.accept((MqttMessageListener) bean);
        returned = true;
      } catch (RuntimeException e) {
        failed(e); // a failed commit never comes here: afterDelivery is silent either way
      } finally {
        bean.afterDelivery(); // always paired; commits or rolls back
      }
      if (returned && !outcome.committed()) {
        lastFailure = "the transaction was rolled back";
      }
      return returned && outcome.committed();
    } finally {
      bean.release();
    }
  }

  private MessageEndpoint endpoint() throws UnavailableException {
    return factory.createEndpoint(null); // no XAResource: it would see less than the outcome does
  }

  private void failed(Exception e) {
    var root = (Throwable) e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    lastFailure = root.getClass().getSimpleName() + ": " + root.getMessage();
    LOG.log(Level.DEBUG, "A delivery failed", e);
  }

  private static Method listenerMethod(String name, Class<?>... parameters) {
    try {
      return MqttMessageListener.class.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One try; false is a failure that may be tried again. */
  private interface Attempt {
    boolean succeeds();
  }
}
