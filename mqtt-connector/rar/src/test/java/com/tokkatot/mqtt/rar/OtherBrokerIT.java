package com.tokkatot.mqtt.rar;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tokkatot.mqtt.rar.it.TestPki;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.MountableFile;

/** The contract against EMQX, as an example of "any MQTT 5 broker". Needs a container engine. */
class OtherBrokerIT extends BrokerContract {

  private static final String NO_ENGINE =
      "Skipped: no container engine found, so the adapter was not tried against EMQX.";

  @TempDir static Path directory;
  static TestPki pki;
  static GenericContainer<?> broker;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    var engine = DockerClientFactory.instance().isDockerAvailable();
    if (!engine) {
      System.out.println(NO_ENGINE);
    }
    assumeTrue(engine, NO_ENGINE);
    pki = TestPki.in(directory);
    pki.keystore("server");
    var tls = "EMQX_LISTENERS__SSL__DEFAULT__SSL_OPTIONS__";
    broker =
        new GenericContainer<>("emqx/emqx:5.8.6")
            .withCopyFileToContainer(file("ca.pem"), "/tls/ca.pem")
            .withCopyFileToContainer(file("server.pem"), "/tls/server.pem")
            .withCopyFileToContainer(file("server.key"), "/tls/server.key")
            .withEnv(
                Map.of(
                    tls + "CACERTFILE", "/tls/ca.pem",
                    tls + "CERTFILE", "/tls/server.pem",
                    tls + "KEYFILE", "/tls/server.key",
                    tls + "VERIFY", "verify_peer",
                    tls + "FAIL_IF_NO_PEER_CERT", "true",
                    tls + "VERSIONS", "[tlsv1.3]"))
            .withExposedPorts(8883)
            .waitingFor(Wait.forListeningPort());
    broker.start();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.stop();
    }
  }

  @Override
  SecureClients clients(String nodeName) throws GeneralSecurityException, IOException {
    var settings =
        Map.of(
            "tokkatot.mqtt.host",
            "localhost",
            "tokkatot.mqtt.port",
            String.valueOf(broker.getMappedPort(8883)),
            "tokkatot.mqtt.keystore",
            pki.keystore("cloud").toString(),
            "tokkatot.mqtt.keystore.password",
            TestPki.PASSWORD,
            "tokkatot.mqtt.truststore",
            pki.truststore().toString(),
            "tokkatot.mqtt.truststore.password",
            TestPki.PASSWORD,
            "tokkatot.node.name",
            nodeName);
    return new SecureClients(
        BrokerSettings.from(new MqttResourceAdapter(), settings::get, name -> null));
  }

  private static MountableFile file(String name) {
    return MountableFile.forHostPath(pki.pem(name), 0444);
  }
}
