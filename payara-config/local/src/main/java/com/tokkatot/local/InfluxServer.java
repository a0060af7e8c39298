package com.tokkatot.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Debian's influxd 1.6.7, for a stack that keeps single readings in InfluxDB. It is not version 2,
 * so the application speaks to it through {@link InfluxGate}.
 */
final class InfluxServer implements Child {

  /** A database here, a bucket to the application. */
  static final String BUCKET = "sensor_readings";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Layout layout;
  private final Ports ports;

  InfluxServer(Layout layout, Ports ports) {
    this.layout = layout;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "influx";
  }

  @Override
  public String version() {
    return "1.6.7";
  }

  @Override
  public int order() {
    return 25;
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.http(ports.influx(), "/query?q=SHOW%20DATABASES");
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var data = PrivateFiles.directory(layout.data().resolve(name()));
    var settings = layout.run().resolve("influxdb.conf");
    PrivateFiles.write(
        settings,
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
            .formatted(ports.influxOwn(), data, data, data, ports.influx()));
    return new ProcessBuilder("influxd", "run", "-config", settings.toString());
  }

  /** Makes the bucket, once it answers; making it again changes nothing. */
  void open() {
    if (!Await.until(PATIENCE, probe()::answers)) {
      throw new StackFailed(
          "influxd does not answer; is it there (apt-get install influxdb)? Its log: " + log());
    }
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.influx() + "/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("q=CREATE+DATABASE+" + BUCKET))
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StackFailed("influxd made no database: " + answer.body());
      }
    } catch (IOException e) {
      throw new StackFailed("influxd made no database: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFailed("Interrupted while influxd started", e);
    }
  }
}
