package com.tokkatot.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.link.LinkSettings;
import com.tokkatot.edge.link.TestStores;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a cloud, and of a store that is not the cloud. */
class CloudFilesTest {

  private static final byte[] FILE = "header and image".getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path directory;
  static LinkSettings settings;

  private final UUID hub = UUID.randomUUID();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer cloud;
  private HttpServer store;
  private CloudRest rest;

  @BeforeAll
  static void certificates() throws IOException, InterruptedException {
    settings = TestStores.settings(directory, 8883);
  }

  @BeforeEach
  void start() throws Exception {
    cloud = server("cloud");
    store = server("store");
    cloud.createContext("/api/v1/hubs/token", CloudFilesTest::admit);
    rest = new CloudRest(at(cloud, ""), hub, settings, new SettableTime());
  }

  @AfterEach
  void stop() {
    cloud.stop(0);
    store.stop(0);
  }

  @Test
  void whatLiesBelowOurPathIsTheCloudsWhateverItsName() throws IOException {
    var named = URI.create("https://cloud/api/v1/hubs/" + hub + "/firmware/a/download");

    try (var in = rest.file(named, 7)) {
      assertThat(in.readAllBytes()).isEqualTo("and image".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(asked)
        .containsExactly("cloud /api/v1/hubs/" + hub + "/firmware/a/download Bearer t");
  }

  @Test
  void aStoreElsewhereIsAskedWithoutOurToken() throws IOException {
    rest.file(at(store, "/bucket/a"), 0).close();

    assertThat(asked).containsExactly("store /bucket/a null");
  }

  @Test
  void aPathThatLeavesOursByDotsIsNotOurs() throws IOException {
    rest.file(at(store, "/api/v1/hubs/" + hub + "/../../a"), 0).close();

    assertThat(asked).hasSize(1).first().asString().startsWith("store").endsWith("null");
  }

  @Test
  void whatIsNotThereWillNeverBeGiven() {
    assertThatThrownBy(() -> rest.file(at(store, "/missing"), 0))
        .isInstanceOf(FileNotFoundException.class);
  }

  private HttpServer server(String name) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(name, exchange));
    server.start();
    return server;
  }

  private void answer(String name, HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getRawPath();
      if (path.equals("/missing")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      asked.add(name + " " + path + " " + exchange.getRequestHeaders().getFirst("Authorization"));
      var range = exchange.getRequestHeaders().getFirst("Range");
      var from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (FILE.length - 1) + "/" + FILE.length);
      exchange.sendResponseHeaders(206, FILE.length - from);
      exchange.getResponseBody().write(FILE, from, FILE.length - from);
    }
  }

  private static void admit(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer =
          "{\"access_token\":\"t\",\"expires_in\":600}".getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static URI at(HttpServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
