package com.tokkatot.mqtt.rar;

import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.tokkatot.mqtt.rar.it.TestStack;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Clients for tests, made where all clients are made. */
public final class TestClients {

  private TestClients() {}

  public static Mqtt5BlockingClient connected(TestStack.Running stack, String name)
      throws GeneralSecurityException, IOException {
    var client = clients(stack, "outsider").make(name, builder -> builder).toBlocking();
    client.connect();
    return client;
  }

  static SecureClients clients(TestStack.Running stack, String nodeName)
      throws GeneralSecurityException, IOException {
    var settings = stack.settings(nodeName);
    return new SecureClients(
        BrokerSettings.from(new MqttResourceAdapter(), settings::get, name -> null));
  }
}
