package com.tokkatot.mqtt.rar.it;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttMessageListener;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import java.util.List;

/**
 * A bean that misbehaves as its messages ask: {@code rollback-once ...} says nothing and rolls back
 * the first time, {@code throw-once ...} throws the first time, {@code poison ...} always throws.
 * All else is stored.
 */
@MessageDriven(
    messageListenerInterface = MqttMessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(propertyName = "topicFilter", propertyValue = "probe/in/#"),
      @ActivationConfigProperty(propertyName = "subscriptionName", propertyValue = "probe")
    })
public class ProbeListener implements MqttMessageListener {

  @EJB ProbeStore store;
  @EJB ProbeMemory memory;
  @Resource MessageDrivenContext context;

  @Override
  public void onMessages(List<MqttMessage> batch) {
    memory.fallIfDatabaseIsAway();
    for (var message : batch) {
      var text = message.text();
      var attempt = memory.attempt(text);
      store.add("stored", text); // before the misbehaviour: a rollback must take it away again
      if (text.startsWith("poison") || (text.startsWith("throw-once") && attempt == 1)) {
        throw new IllegalStateException("as asked by " + text);
      }
      if (text.startsWith("rollback-once") && attempt == 1) {
        context.setRollbackOnly();
      }
    }
  }

  @Override
  public void park(MqttMessage message, String reason) {
    memory.fallIfDatabaseIsAway();
    store.add("parked", message.text() + " | " + reason);
  }
}
