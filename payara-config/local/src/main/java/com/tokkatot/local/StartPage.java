package com.tokkatot.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The page that a person opens first: where everything is, how it is, and the messages with codes
 * that would have been sent. It answers on the loopback address and to its own name only: a web
 * page from elsewhere whose name suddenly leads here (DNS rebinding) is told nothing.
 */
final class StartPage implements AutoCloseable {

  /** Asking every process takes a while; a page in each of many tabs must not ask each time. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(2, StartPage::daemon);
  private final Set<String> names;
  private final Supplier<String> parts;
  private String last = "";
  private long lastNanos;

  private StartPage(HttpServer server, Supplier<String> parts) {
    this.server = server;
    this.parts = parts;
    var port = server.getAddress().getPort();
    names = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /**
   * @param port 0 for any
   * @param parts HTML of what changes, made anew when asked
   */
  static StartPage open(int port, Supplier<String> parts) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    var page = new StartPage(server, parts);
    server.setExecutor(page.workers);
    server.createContext("/", page::answer);
    server.start();
    return page;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var host = exchange.getRequestHeaders().getFirst("Host");
      if (host == null || !names.contains(host)) {
        send(exchange, 403, "text/plain", "This page answers to 127.0.0.1 and localhost only.\n");
        return;
      }
      if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
        send(exchange, 405, "text/plain", "GET only.\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> send(exchange, 200, "text/html", file("page.html").replace("{parts}", parts()));
        case "/parts" -> send(exchange, 200, "text/html", parts());
        case "/start.css" -> send(exchange, 200, "text/css", file("start.css"));
        case "/start.js" -> send(exchange, 200, "text/javascript", file("start.js"));
        default -> send(exchange, 404, "text/plain", "There is no such page.\n");
      }
    }
  }

  private synchronized String parts() {
    if (last.isEmpty() || System.nanoTime() - lastNanos > FRESH.toNanos()) {
      last = parts.get();
      lastNanos = System.nanoTime();
    }
    return last;
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type + "; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String file(String name) throws IOException {
    try (var in = StartPage.class.getResourceAsStream("start/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "start-page");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
