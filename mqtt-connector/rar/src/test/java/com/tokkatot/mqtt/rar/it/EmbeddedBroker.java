package com.tokkatot.mqtt.rar.it;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;

/** HiveMQ in this JVM: TLS 1.3 with client certificates, on the loopback. */
public final class EmbeddedBroker implements AutoCloseable {

  private final EmbeddedHiveMQ broker;
  private final int port;

  private EmbeddedBroker(EmbeddedHiveMQ broker, int port) {
    this.broker = broker;
    this.port = port;
  }

  /** A new one that keeps nothing on disk. */
  public static EmbeddedBroker started(Path directory, TestPki pki)
      throws IOException, GeneralSecurityException {
    return started(directory, pki, freePort(), "in-memory", null);
  }

  /** A new one that keeps nothing on disk, with a fault that cannot be caused from outside. */
  public static EmbeddedBroker faulty(Path directory, TestPki pki, ExtensionMain fault)
      throws IOException, GeneralSecurityException {
    return started(directory, pki, freePort(), "in-memory", fault);
  }

  /** One that goes on with the sessions and queues that an earlier one left in the directory. */
  public static EmbeddedBroker lasting(Path directory, TestPki pki, int port)
      throws IOException, GeneralSecurityException {
    return started(directory, pki, port, "file", null);
  }

  private static EmbeddedBroker started(
      Path directory, TestPki pki, int port, String persistence, ExtensionMain fault)
      throws IOException, GeneralSecurityException {
    var config = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(config.resolve("config.xml"), settings(port, pki, persistence));
    var builder =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(config)
            .withDataFolder(Files.createDirectories(directory.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(directory.resolve("extensions")))
            .withoutLoggingBootstrap();
    if (fault != null) {
      builder =
          builder.withEmbeddedExtension(
              EmbeddedExtension.builder()
                  .withId("fault")
                  .withName("fault")
                  .withVersion("1")
                  .withExtensionMain(fault)
                  .build());
    }
    var broker = builder.build();
    try {
      broker.start().get();
    } catch (ExecutionException e) {
      throw new IOException("The broker did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return new EmbeddedBroker(broker, port);
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    try {
      broker.close();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String settings(int port, TestPki pki, String persistence)
      throws GeneralSecurityException, IOException {
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
            <cipher-suites>
              <cipher-suite>TLS_AES_256_GCM_SHA384</cipher-suite>
              <cipher-suite>TLS_AES_128_GCM_SHA256</cipher-suite>
            </cipher-suites>
            <client-authentication-mode>REQUIRED</client-authentication-mode>
          </tls>
        </tls-tcp-listener>
      </listeners>
      <mqtt>
        <queued-messages>
          <max-queue-size>100000</max-queue-size>
        </queued-messages>
      </mqtt>
      <anonymous-usage-statistics>
        <enabled>false</enabled>
      </anonymous-usage-statistics>
      <persistence>
        <mode>%s</mode>
      </persistence>
    </hivemq>
    """
        .formatted(
            port,
            pki.keystore("server"),
            TestPki.PASSWORD,
            TestPki.PASSWORD,
            pki.truststore(),
            TestPki.PASSWORD,
            persistence);
  }
}
