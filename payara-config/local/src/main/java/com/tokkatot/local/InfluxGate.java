package com.tokkatot.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Sends what is written to version 2 of InfluxDB to the path that version 1 has for it, and leaves
 * its tokens out; questions in InfluxQL are the same in both.
 */
final class InfluxGate implements AutoCloseable {

  private static final String WRITE = "/api/v2/write";

  /** Headers that say how the body is packed. */
  private static final List<String> PASSED = List.of("Content-Type", "Content-Encoding", "Accept");

  private final HttpServer server;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "influx-gate");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String target;

  private InfluxGate(HttpServer server, int target) {
    this.server = server;
    this.target = "http://127.0.0.1:" + target;
  }

  /**
   * @param target where version 1 listens
   */
  static InfluxGate open(int port, int target) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var gate = new InfluxGate(server, target);
    server.setExecutor(gate.workers);
    server.createContext("/", gate::pass);
    server.start();
    return gate;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          HttpRequest.newBuilder(URI.create(target + asVersion1(exchange.getRequestURI())))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      for (var name : PASSED) {
        var value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
          request.header(name, value);
        }
      }
      var answer = client.send(request.build(), BodyHandlers.ofByteArray());
      for (var name : List.of("Content-Type", "X-Influxdb-Version")) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
      }
      var body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String asVersion1(URI asked) {
    var query = asked.getRawQuery() == null ? "" : asked.getRawQuery();
    if (!asked.getPath().equals(WRITE)) {
      return asked.getRawPath() + (query.isEmpty() ? "" : "?" + query);
    }
    return Arrays.stream(query.split("&"))
        .filter(part -> part.startsWith("bucket=") || part.startsWith("precision="))
        .map(part -> part.replaceFirst("^bucket=", "db="))
        .collect(Collectors.joining("&", "/write?", ""));
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
