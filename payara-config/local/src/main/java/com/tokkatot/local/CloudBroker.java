package com.tokkatot.local;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * The cloud's MQTT broker inside the launcher: TLS 1.3 with client certificates, sessions and
 * queues on disk.
 */
final class CloudBroker {

  /**
   * Messages sent and not yet acknowledged, and messages read from disk at once; 50 would cap
   * ingest.
   */
  private static final int WINDOW = 1_000;

  /**
   * Messages kept for one client or one shared group; the default of 1,000 drops QoS 1 messages in
   * a burst.
   */
  private static final int QUEUE = 1_000_000;

  private final Layout layout;
  private final Pki pki;
  private final Pki.Identity identity;
  private final int port;
  private EmbeddedHiveMQ broker;

  CloudBroker(Layout layout, Pki pki, Pki.Identity identity, int port) {
    this.layout = layout;
    this.pki = pki;
    this.identity = identity;
    this.port = port;
  }

  synchronized void start() throws IOException {
    if (broker != null) {
      return;
    }
    var folder = layout.data().resolve("hivemq");
    PrivateFiles.write(folder.resolve("config.xml"), settings());
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW;
    InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = WINDOW;
    var starting =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(folder)
            .withDataFolder(PrivateFiles.directory(folder.resolve("data")))
            .withExtensionsFolder(PrivateFiles.directory(folder.resolve("extensions")))
            .withEmbeddedExtension(
                EmbeddedExtension.builder()
                    .withId("certificates")
                    .withName("Rights from client certificates")
                    .withVersion("1")
                    .withAuthor("Tokkatot")
                    .withExtensionMain(new CertificateExtension())
                    .build())
            .withoutLoggingBootstrap()
            .build();
    try {
      starting.start().get();
    } catch (ExecutionException e) {
      throw new StackFailed(
          "The broker cannot be started: " + e.getCause() + ". Its log: " + log(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailed("Interrupted while the broker was started", e);
    }
    broker = starting;
  }

  synchronized void stop() throws ExecutionException, InterruptedException {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  Path log() {
    return layout.log("broker");
  }

  String url() {
    return "ssl://127.0.0.1:" + port;
  }

  private String settings() {
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
          <max-queue-size>%d</max-queue-size>
          <strategy>discard</strategy>
        </queued-messages>
        <receive-maximum>
          <server-receive-maximum>1000</server-receive-maximum>
        </receive-maximum>
        <session-expiry>
          <max-interval>604800</max-interval>
        </session-expiry>
      </mqtt>
      <anonymous-usage-statistics>
        <enabled>false</enabled>
      </anonymous-usage-statistics>
      <persistence>
        <mode>file</mode>
      </persistence>
    </hivemq>
    """
        .formatted(
            port,
            identity.store().path(),
            identity.store().password(),
            identity.store().password(),
            pki.trustStore().path(),
            pki.trustStore().password(),
            QUEUE);
  }
}
