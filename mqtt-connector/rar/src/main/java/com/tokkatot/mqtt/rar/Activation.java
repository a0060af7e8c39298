package com.tokkatot.mqtt.rar;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * One bean that hears one subscription. Everything that can be wrong with it is found before it
 * starts; the broker alone may still be absent, for that comes and goes.
 */
final class Activation {

  private static final Logger LOG = System.getLogger(Activation.class.getName());
  private static final Duration LAST_BATCH = Duration.ofSeconds(15);

  private final String name;
  private final Lane lane;

  private Activation(String name, Lane lane) {
    this.name = name;
    this.lane = lane;
  }

  /**
   * @throws ResourceException if the specification is wrong or the bean is not transacted
   */
  static Activation prepared(
      SecureClients clients,
      MqttActivationSpec spec,
      MessageEndpointFactory factory,
      TransactionSynchronizationRegistry registry,
      WorkManager work,
      InstantSource time)
      throws ResourceException {
    spec.validate();
    Delivery.requireTransacted(factory);
    var stop = new StopSign();
    var lanes =
        Stream.generate(() -> new Delivery(factory, registry, RetryPlan.DEFAULT, stop))
            .limit(spec.getLanes())
            .toList();
    var delivery = new ParallelDelivery(lanes, new WorkExecutor(work));
    return new Activation(
        spec.getSubscriptionName(), new Lane(clients, spec, delivery, stop, stop, time));
  }

  void start(WorkManager work) throws ResourceException {
    work.scheduleWork(lane, WorkManager.INDEFINITE, null, null);
  }

  /** Waits for the batch in hand, so that the bean is not taken away under it. */
  void stop() {
    lane.stop();
    if (!lane.awaitEnd(LAST_BATCH)) {
      LOG.log(Level.WARNING, "{0} did not end in {1} s", name, LAST_BATCH.toSeconds());
    }
  }
}
