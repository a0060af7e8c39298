package com.tokkatot.edge.link;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedListener;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The only place of the hub that makes MQTT clients, so that no line can be without TLS. It is set
 * in one object: the client library has two ways to set it, and using both silently drops one.
 */
final class SecureTransport {

  private final MqttClientTransportConfig transport;

  /**
   * @throws GeneralSecurityException if a store cannot be opened with its password or is empty
   * @throws IOException if a store cannot be read
   */
  SecureTransport(LinkSettings settings) throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        store(settings.keystore(), settings.keystorePassword()),
        settings.keystorePassword().toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(settings.truststore(), settings.truststorePassword()));
    transport =
        MqttClientTransportConfig.builder()
            .serverHost(settings.host())
            .serverPort(settings.port())
            .socketConnectTimeout(5, TimeUnit.SECONDS)
            .mqttConnectTimeout(10, TimeUnit.SECONDS)
            .sslConfig(
                MqttClientSslConfig.builder()
                    .keyManagerFactory(keys)
                    .trustManagerFactory(trust)
                    .protocols(List.of("TLSv1.3"))
                    .build())
            .build();
  }

  /**
   * @throws IllegalStateException if the client would not use TLS with our certificate
   */
  Mqtt5AsyncClient client(String clientId, MqttClientDisconnectedListener lost) {
    var client =
        Mqtt5Client.builder()
            .identifier(clientId)
            .executorConfig(MqttClientExecutorConfig.builder().nettyThreads(1).build())
            .transportConfig(transport)
            .addDisconnectedListener(lost)
            .buildAsync();
    var tls = client.getConfig().getSslConfig();
    if (tls.isEmpty() || tls.get().getKeyManagerFactory().isEmpty()) {
      throw new IllegalStateException(clientId + " would not use TLS");
    }
    return client;
  }

  private static KeyStore store(Path file, String password)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException(file + " holds no entry");
    }
    return store;
  }
}
