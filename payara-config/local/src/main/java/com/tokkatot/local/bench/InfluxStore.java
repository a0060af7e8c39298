package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.client.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A stack's InfluxDB, spoken to beside the application: fills it with a past, and counts. */
final class InfluxStore {

  private static final int SEED = 42;
  private static final int MINUTES = 24 * 60;
  private static final int LINES = 10_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final Path folder;

  InfluxStore(LocalStack stack) {
    server = stack.influx();
    folder = stack.influxState();
  }

  /** A reading a minute of each sensor: a daily wave, an offset of its own, and jitter. */
  long write(List<String> sensors, int days, Bench.Run run) {
    var random = new Random(SEED);
    var today = LocalDate.now(ZoneOffset.UTC);
    var lines = new StringBuilder();
    var rows = 0L;
    for (var day = days; day > 0; day--) {
      run.say("writing the day " + today.minusDays(day) + " into InfluxDB");
      var begin = today.minusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
      for (var minute = 0; minute < MINUTES; minute++) {
        var at = begin.plusSeconds(60L * minute);
        for (var place = 0; place < sensors.size(); place++) {
          lines.append(line(sensors.get(place), at, place, random));
          if (++rows % LINES == 0) {
            post("/write?db=sensor_readings&precision=ms", lines.toString());
            lines.setLength(0);
          }
        }
      }
    }
    if (!lines.isEmpty()) {
      post("/write?db=sensor_readings&precision=ms", lines.toString());
    }
    return rows;
  }

  private static String line(String sensor, Instant at, int place, Random random) {
    var wave = 4 * Math.sin(at.getEpochSecond() * Math.PI / 43_200);
    return String.format(
        Locale.ROOT,
        "sensor_readings,device_id=%s,sensor_type=temperature value=%.1f,unit=\"Cel\",quality=\"good\" %d%n",
        sensor,
        28 + place % 5 + wave + random.nextDouble() - 0.5,
        at.toEpochMilli());
  }

  /** How many readings of these devices it has. */
  long count(Collection<String> devices) {
    var wanted = new HashSet<>(devices);
    var answer =
        Answer.parse(
            post(
                "/query?db=sensor_readings&q="
                    + URLEncoder.encode(
                        "select count(value) from sensor_readings group by device_id",
                        StandardCharsets.UTF_8),
                ""));
    var found = 0L;
    for (var series : series(answer)) {
      if (wanted.contains(series.getJsonObject("tags").getString("device_id"))) {
        found += series.getJsonArray("values").getJsonArray(0).getJsonNumber(1).longValue();
      }
    }
    return found;
  }

  private static List<JsonObject> series(JsonObject answer) {
    JsonArray series = answer.getJsonArray("results").getJsonObject(0).getJsonArray("series");
    return series == null ? List.of() : series.getValuesAs(JsonObject.class);
  }

  /** What it takes on disk; it packs what is older after a while. */
  long bytes() {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String post(String path, String body) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(server.resolve(path))
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("InfluxDB: " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing to InfluxDB", e);
    }
  }
}
