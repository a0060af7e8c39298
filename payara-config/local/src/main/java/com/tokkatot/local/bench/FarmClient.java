package com.tokkatot.local.bench;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.tokkatot.local.ClientKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection to a broker with a hub's own certificate, over TLS 1.3, at QoS 1. */
final class FarmClient implements AutoCloseable {

  private final String farmId;
  private final Mqtt5AsyncClient client;

  FarmClient(String farmId, String hubId, int port, ClientKeys keys)
      throws IOException, GeneralSecurityException {
    this.farmId = farmId;
    client =
        Mqtt5Client.builder()
            .identifier(hubId)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .sslConfig(tls(keys))
            .buildAsync();
  }

  void connect() {
    client
        .connectWith()
        .cleanStart(true)
        .keepAlive(30)
        .send()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** Has every message of that kind of the farm given to the listener. */
  void hear(String kind, Consumer<Mqtt5Publish> listener) {
    client
        .subscribeWith()
        .topicFilter("farm/" + farmId + "/devices/+/" + kind)
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(listener)
        .send()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** Complete once the broker has acknowledged; fails when it refused. */
  CompletableFuture<Mqtt5PublishResult> publish(String device, String kind, byte[] payload) {
    return client
        .publishWith()
        .topic("farm/" + farmId + "/devices/" + device + "/" + kind)
        .payload(payload)
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .thenApply(FarmClient::accepted);
  }

  private static Mqtt5PublishResult accepted(Mqtt5PublishResult result) {
    result
        .getError()
        .ifPresent(
            error -> {
              throw new IllegalStateException(error);
            });
    return result;
  }

  private static MqttClientSslConfig tls(ClientKeys keys)
      throws IOException, GeneralSecurityException {
    return MqttClientSslConfig.builder()
        .keyManagerFactory(keys.keyManagers())
        .trustManagerFactory(keys.trustManagers())
        .protocols(List.of("TLSv1.3"))
        .build();
  }

  @Override
  public void close() {
    client.disconnect().orTimeout(5, TimeUnit.SECONDS).exceptionally(gone -> null).join();
  }
}
