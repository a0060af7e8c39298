package com.tokkatot.local.bench;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.tokkatot.local.ClientKeys;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A farm as the cloud's broker sees it: takes commands with a hub's own certificate and answers
 * each at once with its device's status. Like a real hub it runs a command once, however often it
 * comes.
 */
final class PlayedHub implements AutoCloseable {

  // Factories once: looking the JSON provider up searches all jars.
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final String farmId;
  private final Mqtt5AsyncClient client;
  private final Set<String> ran = ConcurrentHashMap.newKeySet();
  private final AtomicLong seq = new AtomicLong();

  PlayedHub(String farmId, String hubId, int port, ClientKeys keys)
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
    client
        .subscribeWith()
        .topicFilter("farm/" + farmId + "/devices/+/command")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(this::run)
        .send()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private void run(Mqtt5Publish command) {
    var device = command.getTopic().getLevels().get(3);
    try (var reader = READERS.createReader(new ByteArrayInputStream(command.getPayloadAsBytes()))) {
      var order = reader.readObject();
      var id = order.getString("command_id");
      if (ran.add(id)) {
        client
            .publishWith()
            .topic("farm/" + farmId + "/devices/" + device + "/status")
            .payload(status(device, id, order.getString("action")))
            .qos(MqttQos.AT_LEAST_ONCE)
            .send();
      }
    }
  }

  private byte[] status(String device, String command, String state) {
    return BUILDERS
        .createObjectBuilder()
        .add("device_id", device)
        .add("timestamp", Instant.now().toEpochMilli())
        .add("incarnation", 1)
        .add("boot", 1)
        .add("seq", seq.incrementAndGet())
        .add("state", state)
        .add("value", state.equals("on") ? 100 : 0)
        .add("previous_state", "unknown")
        .add("triggered_by", "command")
        .add("command_id", command)
        .add("result", "completed")
        .addNull("error")
        .addNull("off_at")
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static MqttClientSslConfig tls(ClientKeys keys)
      throws IOException, GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(
        store(keys.keyStore(), keys.keyStorePassword()), keys.keyStorePassword().toCharArray());
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store(keys.trustStore(), keys.trustStorePassword()));
    return MqttClientSslConfig.builder()
        .keyManagerFactory(own)
        .trustManagerFactory(trusted)
        .protocols(List.of("TLSv1.3"))
        .build();
  }

  private static KeyStore store(java.nio.file.Path file, String password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  @Override
  public void close() {
    client.disconnect().orTimeout(5, TimeUnit.SECONDS).exceptionally(gone -> null).join();
  }
}
