package com.tokkatot.device;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttUnavailableException;
import com.tokkatot.wire.Topics;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;

/** Tells hubs what is wanted of them, once that is committed; nobody waits for it. */
@ApplicationScoped
public class HubTeller {

  private static final System.Logger LOG = System.getLogger(HubTeller.class.getName());

  @Resource(lookup = "java:app/mqtt/connections")
  MqttConnectionFactory broker;

  @Resource ManagedExecutorService executor;

  void tell(@Observes(during = TransactionPhase.AFTER_SUCCESS) HubAsked asked) {
    executor.execute(() -> publish(asked));
  }

  private void publish(HubAsked asked) {
    // Without an expiry: see the adapter's DESIGN.md D10. A hub that comes back asks by itself, and
    // whoever asked looks again.
    var message =
        new MqttMessage(Topics.hubNotify(asked.farmId()), asked.wish().toBytes(), 1, false, null);
    try (var connection = broker.getConnection()) {
      if (!connection.publishAll(List.of(message)).isEmpty()) {
        LOG.log(System.Logger.Level.INFO, "The hub of {0} was not told", asked.farmId());
      }
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.INFO, "The hub of {0} was not told", asked.farmId(), e);
    }
  }
}
