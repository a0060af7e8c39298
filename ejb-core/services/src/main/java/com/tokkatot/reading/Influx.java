package com.tokkatot.reading;

import com.influxdb.LogLevel;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult.Series;
import com.tokkatot.shared.Unavailable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The line to InfluxDB 2: points in as line protocol, questions in InfluxQL by its {@code /query}.
 * The bucket must be there, with a retention of 31 days, and be mapped to a database of its name.
 */
@ApplicationScoped
public class Influx {

  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** Most points of one request. Source: InfluxDB's own advice on batches. */
  private static final int BATCH = 5_000;

  @Inject
  @ConfigProperty(name = "tokkatot.influx.url")
  Optional<String> url;

  @Inject
  @ConfigProperty(name = "tokkatot.influx.token")
  Optional<String> token;

  @Inject
  @ConfigProperty(name = "tokkatot.influx.org", defaultValue = "tokkatot")
  String org;

  @Inject
  @ConfigProperty(name = "tokkatot.influx.bucket", defaultValue = "sensor_readings")
  String bucket;

  private OkHttpClient.Builder http;
  private InfluxDBClient client;

  /** For CDI. */
  public Influx() {}

  /** A line without a container, for tests and tools. */
  public Influx(String url, String token, String bucket, OkHttpClient.Builder http) {
    this.url = Optional.of(url);
    this.token = Optional.of(token);
    this.org = "tokkatot";
    this.bucket = bucket;
    this.http = http;
  }

  /**
   * Stores them all, or fails; what failed may be written again.
   *
   * @throws Unavailable if the server is away, or refuses ({@code UNAVAILABLE})
   */
  void write(List<Point> points) {
    try {
      for (var from = 0; from < points.size(); from += BATCH) {
        open()
            .getWriteApiBlocking()
            .writePoints(points.subList(from, Math.min(from + BATCH, points.size())));
      }
    } catch (InfluxException e) {
      throw away(e);
    }
  }

  /**
   * The answer's series, times in milliseconds.
   *
   * @throws Unavailable if the server is away, or refuses ({@code UNAVAILABLE})
   */
  List<Series> ask(String influxQl) {
    try {
      // As JSON: in CSV a comma in a tag could not be told from the next tag.
      return open()
          .getInfluxQLQueryApi()
          .queryJSON(
              new InfluxQLQuery(influxQl, bucket).setPrecision(InfluxQLPrecision.MILLISECONDS))
          .getResults()
          .stream()
          .flatMap(result -> result.getSeries().stream())
          .toList();
    } catch (InfluxException e) {
      throw away(e);
    }
  }

  /**
   * @throws Unavailable if the server is away ({@code UNAVAILABLE})
   */
  void check() {
    if (!Boolean.TRUE.equals(open().ping())) {
      throw new Unavailable("UNAVAILABLE", "InfluxDB does not answer");
    }
  }

  @PreDestroy
  synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }

  /** Made when it is first needed: who keeps readings elsewhere starts without it. */
  private synchronized InfluxDBClient open() {
    if (client == null) {
      client =
          InfluxDBClientFactory.create(
              InfluxDBClientOptions.builder()
                  .url(set("url", url))
                  .authenticateToken(set("token", token).toCharArray())
                  .org(org)
                  .bucket(bucket)
                  .logLevel(LogLevel.NONE)
                  .okHttpClient(
                      (http == null ? new OkHttpClient.Builder() : http)
                          .connectTimeout(CONNECTING)
                          .readTimeout(SILENCE))
                  .build());
    }
    return client;
  }

  private static String set(String name, Optional<String> value) {
    return value.orElseThrow(
        () -> new Unavailable("UNAVAILABLE", "tokkatot.influx." + name + " is not set"));
  }

  private static Unavailable away(InfluxException e) {
    return new Unavailable("UNAVAILABLE", "InfluxDB: " + e.getMessage());
  }
}
