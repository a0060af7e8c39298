package com.tokkatot.edge.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureTransportTest {

  @TempDir static Path directory;
  static LinkSettings settings;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException {
    settings = TestStores.settings(directory, 8883);
  }

  @Test
  void everyClientUsesTls13WithOurCertificateOnly() throws Exception {
    var transport = new SecureTransport(settings);

    var tls = transport.client("hub", lost -> {}).getConfig().getSslConfig().orElseThrow();

    assertThat(tls.getProtocols().orElseThrow()).containsExactly("TLSv1.3");
    assertThat(tls.getKeyManagerFactory()).isPresent();
    assertThat(tls.getTrustManagerFactory()).isPresent();
  }

  @Test
  void aServerInPlainTextIsRefusedBeforeAnythingIsSaid() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var transport = new SecureTransport(at(plain.getLocalPort()));
      var connect = transport.client("hub", lost -> {}).connect();

      try (var peer = plain.accept()) {
        assertThat(peer.getInputStream().read()).as("TLS handshake record").isEqualTo(0x16);
      }
      assertThatThrownBy(connect::join).isInstanceOf(CompletionException.class);
    }
  }

  @Test
  void aWrongPasswordStopsTheStart() {
    var wrong =
        new LinkSettings(
            settings.host(),
            settings.port(),
            settings.keystore(),
            "guessed",
            settings.truststore(),
            settings.truststorePassword());

    assertThatThrownBy(() -> new SecureTransport(wrong)).isInstanceOf(IOException.class);
  }

  @Test
  void aMissingStoreStopsTheStart() {
    var nowhere = directory.resolve("nowhere.p12");

    assertThatThrownBy(
            () ->
                new SecureTransport(
                    new LinkSettings("127.0.0.1", 8883, nowhere, "x", nowhere, "x")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void passwordsAreNotShown() {
    assertThat(settings).hasToString("127.0.0.1:8883");
  }

  private static LinkSettings at(int port) {
    return new LinkSettings(
        settings.host(),
        port,
        settings.keystore(),
        settings.keystorePassword(),
        settings.truststore(),
        settings.truststorePassword());
  }
}
