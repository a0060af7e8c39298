package com.tokkatot.reading;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The contract on a real InfluxDB 2, its own paths and tokens. Needs a container engine. */
class RealInfluxTest extends SummedSeriesContract {

  private static final String NO_ENGINE =
      "Skipped: no container engine found, so the adapter was not tried against InfluxDB 2.";

  private static final String TOKEN = "a-token-of-this-test-only";

  private static GenericContainer<?> container;
  private static Sql sql;
  private static Influx line;

  @BeforeAll
  static void start() {
    var engine = DockerClientFactory.instance().isDockerAvailable();
    if (!engine) {
      System.out.println(NO_ENGINE);
    }
    assumeTrue(engine, NO_ENGINE);
    container =
        new GenericContainer<>("influxdb:2.7.12")
            .withEnv(
                Map.of(
                    "DOCKER_INFLUXDB_INIT_MODE", "setup",
                    "DOCKER_INFLUXDB_INIT_USERNAME", "test",
                    "DOCKER_INFLUXDB_INIT_PASSWORD", "test-only-1234",
                    "DOCKER_INFLUXDB_INIT_ORG", "tokkatot",
                    "DOCKER_INFLUXDB_INIT_BUCKET", "sensor_readings",
                    "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", TOKEN))
            .withExposedPorts(8086)
            .waitingFor(Wait.forHttp("/health").forPort(8086));
    container.start();
    sql = TestDatabase.another();
    TestReadings.makeRoom(sql, new SettableTime(NOW.toString()));
    line =
        new Influx(
            "http://localhost:" + container.getMappedPort(8086),
            TOKEN,
            "sensor_readings",
            new OkHttpClient.Builder());
  }

  @AfterAll
  static void stop() {
    if (container != null) {
      line.close();
      container.stop();
    }
  }

  @Override
  Sql sql() {
    return sql;
  }

  @Override
  double standing(double first, double last) {
    return last;
  }

  @Override
  TimeSeries series() {
    var series = new InfluxTimeSeries();
    series.influx = line;
    series.sql = sql;
    series.time = time;
    return series;
  }
}
