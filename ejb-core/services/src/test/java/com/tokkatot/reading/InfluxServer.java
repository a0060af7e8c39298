package com.tokkatot.reading;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor.Chain;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Debian's influxd 1.6.7 on loopback, with a database of its own. It knows the paths of version 1
 * only, so a write to {@code /api/v2/write} is sent to {@code /write}; all else is as with 2.
 */
final class InfluxServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private InfluxServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether this machine has one. */
  static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "influxd")));
  }

  static InfluxServer start(Path directory) throws IOException, InterruptedException {
    var port = freePort();
    var config = directory.resolve("influxdb.conf");
    Files.writeString(
        config,
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s/meta"
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          query-log-enabled = false
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        [monitor]
          store-enabled = false
        """
            .formatted(freePort(), directory, directory, directory, port));
    var process =
        new ProcessBuilder("influxd", "run", "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("influxd.log").toFile())
            .start();
    var server = new InfluxServer(process, port);
    server.awaitAnswer(directory);
    server.ask("CREATE DATABASE sensor_readings");
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(Path directory) throws IOException, InterruptedException {
    var end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try {
        ask("SHOW DATABASES");
        return;
      } catch (IOException e) {
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException(
        "influxd did not start: " + Files.readString(directory.resolve("influxd.log")));
  }

  private void ask(String question) throws IOException, InterruptedException {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url() + "/query"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("q=" + question.replace(" ", "+")))
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  /** A line to it, as to a version 2. */
  Influx line() {
    return new Influx(
        url(),
        "any",
        "sensor_readings",
        new OkHttpClient.Builder().addInterceptor(InfluxServer::asVersion1));
  }

  private static Response asVersion1(Chain chain) throws IOException {
    var request = chain.request();
    var url = request.url();
    if (!url.encodedPath().equals("/api/v2/write")) {
      return chain.proceed(request.newBuilder().removeHeader("Authorization").build());
    }
    HttpUrl old =
        url.newBuilder()
            .encodedPath("/write")
            .query(null)
            .addQueryParameter("db", url.queryParameter("bucket"))
            .addQueryParameter("precision", url.queryParameter("precision"))
            .build();
    return chain.proceed(request.newBuilder().url(old).removeHeader("Authorization").build());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
