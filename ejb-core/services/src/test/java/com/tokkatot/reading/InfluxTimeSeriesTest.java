package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the storage engine and InfluxQL of Debian's influxd. */
class InfluxTimeSeriesTest extends SummedSeriesContract {

  private static final String NOT_THERE =
      "Skipped: no influxd on this machine (apt-get install influxdb), so the adapter was not tried.";

  @TempDir static Path directory;
  private static Sql sql;
  private static InfluxServer server;
  private static Influx line;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    var isThere = InfluxServer.isThere();
    if (!isThere) {
      System.out.println(NOT_THERE);
    }
    assumeTrue(isThere, NOT_THERE);
    sql = TestDatabase.another();
    TestReadings.makeRoom(sql, new SettableTime(NOW.toString()));
    server = InfluxServer.start(directory);
    line = server.line();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      line.close();
      server.close();
    }
  }

  @Override
  Sql sql() {
    return sql;
  }

  @Override
  TimeSeries series() {
    return over(line);
  }

  private TimeSeries over(Influx influx) {
    var series = new InfluxTimeSeries();
    series.influx = influx;
    series.sql = sql;
    series.time = time;
    return series;
  }

  @Override
  double standing(double first, double last) {
    return last;
  }

  @Test
  void aServerThatIsAwayIsSaidToBe() {
    var away = new Influx("http://127.0.0.1:1", "any", "any", new OkHttpClient.Builder());

    assertThatThrownBy(() -> over(away).append(List.of(reading("temperature", 0, 1))))
        .isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> over(away).check()).isInstanceOf(Unavailable.class);
    series().check();
    away.close();
  }

  @Test
  void namesThatLookLikeQuestionsAreNames() {
    series().append(List.of(reading("a' or 'a' = 'a", 0, 1), reading("b, c=d \"e\"", 0, 2)));

    for (var metric : List.of("a' or 'a' = 'a", "b, c=d \"e\"")) {
      assertThat(series().history(device, metric, NOW, NOW.plusSeconds(1), 10))
          .extracting(StoredReading::metric)
          .containsExactly(metric);
    }
  }
}
