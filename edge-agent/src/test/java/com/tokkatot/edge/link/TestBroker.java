package com.tokkatot.edge.link;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** HiveMQ in this JVM with the hub's own certificate; sessions survive a restart. */
final class TestBroker {

  private final Path directory;
  private final LinkSettings settings;
  private EmbeddedHiveMQ broker;

  TestBroker(Path directory, LinkSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void start() throws IOException, InterruptedException, ExecutionException {
    var config = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(config.resolve("config.xml"), xml());
    broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(config)
            .withDataFolder(Files.createDirectories(directory.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(directory.resolve("extensions")))
            .withoutLoggingBootstrap()
            .build();
    broker.start().get();
  }

  void stop() throws InterruptedException, ExecutionException {
    broker.close();
  }

  private String xml() {
    return """
    <?xml version="1.0"?>
    <hivemq>
      <listeners>
        <tls-tcp-listener>
          <port>%d</port>
          <bind-address>127.0.0.1</bind-address>
          <tls>
            <keystore>
              <path>%s</path>
              <password>%s</password>
              <private-key-password>%s</private-key-password>
            </keystore>
            <truststore>
              <path>%s</path>
              <password>%s</password>
            </truststore>
            <protocols>
              <protocol>TLSv1.3</protocol>
            </protocols>
            <client-authentication-mode>REQUIRED</client-authentication-mode>
          </tls>
        </tls-tcp-listener>
      </listeners>
      <anonymous-usage-statistics>
        <enabled>false</enabled>
      </anonymous-usage-statistics>
      <persistence>
        <mode>file</mode>
      </persistence>
    </hivemq>
    """
        .formatted(
            settings.port(),
            settings.keystore(),
            settings.keystorePassword(),
            settings.keystorePassword(),
            settings.truststore(),
            settings.truststorePassword());
  }
}
