package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.tokkatot.mqtt.rar.it.TestPki;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureClientsTest {

  @TempDir Path directory;
  final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void certificates() throws GeneralSecurityException, IOException {
    var pki = TestPki.in(directory);
    settings.put("tokkatot.mqtt.host", "127.0.0.1");
    settings.put("tokkatot.mqtt.port", "8883");
    settings.put("tokkatot.mqtt.keystore", pki.keystore("cloud").toString());
    settings.put("tokkatot.mqtt.keystore.password", TestPki.PASSWORD);
    settings.put("tokkatot.mqtt.truststore", pki.truststore().toString());
    settings.put("tokkatot.mqtt.truststore.password", TestPki.PASSWORD);
    settings.put("tokkatot.node.name", "n1");
  }

  @Test
  void everyClientUsesTls13WithOurCertificateOnly() throws Exception {
    var tls = clients().make("out", builder -> builder).getConfig().getSslConfig().orElseThrow();

    assertThat(tls.getProtocols().orElseThrow()).containsExactly("TLSv1.3");
    assertThat(tls.getKeyManagerFactory()).isPresent();
    assertThat(tls.getTrustManagerFactory()).isPresent();
  }

  @Test
  void theClientIdNamesNodeAndPurpose() throws Exception {
    var client = clients().make("status", builder -> builder);

    assertThat(client.getConfig().getClientIdentifier().orElseThrow())
        .hasToString("cloud-n1-status");
  }

  @Test
  void aClientThatLostItsTlsIsNotGivenOut() throws Exception {
    var clients = clients();

    assertThatThrownBy(
            () ->
                clients.make(
                    "out",
                    builder ->
                        builder.transportConfig(MqttClientTransportConfig.builder().build())))
        .hasMessageContaining("TLS");
  }

  @Test
  void aServerInPlainTextIsRefusedBeforeAnythingIsSaid() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("tokkatot.mqtt.port", String.valueOf(plain.getLocalPort()));
      var connect = clients().make("out", builder -> builder).connect();

      try (var peer = plain.accept()) {
        assertThat(peer.getInputStream().read()).as("TLS handshake record").isEqualTo(0x16);
      }
      assertThatThrownBy(connect::join).isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void withoutAKeystoreTheAdapterDoesNotStart() {
    settings.remove("tokkatot.mqtt.keystore");

    assertThatThrownBy(this::settings).hasMessage("tokkatot.mqtt.keystore is not set");
  }

  @Test
  void withoutATruststoreTheAdapterDoesNotStart() {
    settings.remove("tokkatot.mqtt.truststore");

    assertThatThrownBy(this::settings).hasMessage("tokkatot.mqtt.truststore is not set");
  }

  @Test
  void withAMissingFileTheAdapterDoesNotStart() {
    settings.put("tokkatot.mqtt.truststore", directory.resolve("nowhere").toString());

    assertThatThrownBy(this::settings).hasMessageContaining("cannot be read");
  }

  @Test
  void withAWrongPasswordTheAdapterDoesNotStart() {
    settings.put("tokkatot.mqtt.keystore.password", "guessed");

    assertThatThrownBy(this::clients).isInstanceOf(IOException.class);
  }

  @Test
  void anEmptyTruststoreIsRefused() throws Exception {
    var empty = directory.resolve("empty.p12");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var out = Files.newOutputStream(empty)) {
      store.store(out, TestPki.PASSWORD.toCharArray());
    }
    settings.put("tokkatot.mqtt.truststore", empty.toString());

    assertThatThrownBy(this::clients).hasMessageContaining("holds no entry");
  }

  @Test
  void theContainerLearnsWhyTheAdapterDoesNotStart() {
    assertThatThrownBy(() -> new MqttResourceAdapter().start(null))
        .isInstanceOf(ResourceAdapterInternalException.class)
        .hasMessageContaining("tokkatot.mqtt.host is not set");
  }

  @Test
  void theEnvironmentCountsWhereNoPropertyIsSet() {
    var environment = Map.of("TOKKATOT_NODE_NAME", "from-env");
    settings.remove("tokkatot.node.name");

    var found = BrokerSettings.from(new MqttResourceAdapter(), settings::get, environment::get);

    assertThat(found.nodeName()).isEqualTo("from-env");
  }

  @Test
  void aPropertyOfTheAdapterWinsOverTheSystem() {
    var adapter = new MqttResourceAdapter();
    adapter.setPort(1883);

    assertThat(BrokerSettings.from(adapter, settings::get, name -> null).port()).isEqualTo(1883);
  }

  @Test
  void passwordsAreNotShown() {
    assertThat(settings().toString()).isEqualTo("127.0.0.1:8883 as n1");
  }

  private BrokerSettings settings() {
    return BrokerSettings.from(new MqttResourceAdapter(), settings::get, name -> null);
  }

  private SecureClients clients() throws GeneralSecurityException, IOException {
    return new SecureClients(settings());
  }
}
