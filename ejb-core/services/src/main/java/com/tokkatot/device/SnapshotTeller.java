package com.tokkatot.device;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.wire.NotifyMessage;
import com.tokkatot.wire.Topics;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;

/** Tells hubs that there is something to fetch, once it is committed; nobody waits for that. */
@ApplicationScoped
public class SnapshotTeller {

  private static final System.Logger LOG = System.getLogger(SnapshotTeller.class.getName());

  // Without an expiry: see the adapter's DESIGN.md D10. A hub that comes back asks by itself.

  @Resource(lookup = "java:app/mqtt/connections")
  MqttConnectionFactory broker;

  @Resource ManagedExecutorService executor;

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) SnapshotChanged changed) {
    executor.execute(() -> publish(changed));
  }

  private void publish(SnapshotChanged changed) {
    var message =
        new MqttMessage(
            Topics.hubNotify(changed.farmId()),
            NotifyMessage.snapshot(changed.version()).toBytes(),
            1,
            false,
            null);
    try (var connection = broker.getConnection()) {
      if (!connection.publishAll(List.of(message)).isEmpty()) {
        LOG.log(System.Logger.Level.INFO, "Hub of {0} was not told", changed.farmId());
      }
    }
  }
}
