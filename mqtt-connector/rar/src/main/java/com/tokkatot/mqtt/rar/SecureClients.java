package com.tokkatot.mqtt.rar;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * The only place that makes MQTT clients. TLS 1.3 with our certificate is set in one object: the
 * client library has two ways to set it, and using both silently drops one.
 */
final class SecureClients {

  private final BrokerSettings settings;
  private final MqttClientTransportConfig transport;

  /**
   * @throws GeneralSecurityException if a store cannot be opened with its password or is empty
   * @throws IOException if a store cannot be read
   */
  SecureClients(BrokerSettings settings) throws GeneralSecurityException, IOException {
    this.settings = settings;
    this.transport =
        MqttClientTransportConfig.builder()
            .serverHost(settings.host())
            .serverPort(settings.port())
            .socketConnectTimeout(5, TimeUnit.SECONDS)
            .mqttConnectTimeout(10, TimeUnit.SECONDS)
            .sslConfig(tls(settings))
            .build();
  }

  /**
   * @param purpose last part of the client id; two live clients never share it
   * @param more further settings; it must leave the transport alone
   * @throws IllegalStateException if the client would not use TLS with our certificate
   */
  Mqtt5AsyncClient make(String purpose, UnaryOperator<Mqtt5ClientBuilder> more) {
    var builder =
        Mqtt5Client.builder()
            .identifier("cloud-" + settings.nodeName() + "-" + purpose)
            .executorConfig(MqttClientExecutorConfig.builder().nettyThreads(1).build())
            .transportConfig(transport);
    var client = more.apply(builder).buildAsync();
    var tls = client.getConfig().getSslConfig();
    if (tls.isEmpty() || tls.get().getKeyManagerFactory().isEmpty()) {
      throw new IllegalStateException("The client for " + purpose + " would not use TLS");
    }
    return client;
  }

  private static MqttClientSslConfig tls(BrokerSettings settings)
      throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        store(settings.keystore(), settings.keystorePassword()),
        settings.keystorePassword().toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store(settings.truststore(), settings.truststorePassword()));
    return MqttClientSslConfig.builder()
        .keyManagerFactory(keys)
        .trustManagerFactory(trust)
        .protocols(List.of("TLSv1.3"))
        .build();
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
