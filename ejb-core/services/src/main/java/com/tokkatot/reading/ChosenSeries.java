package com.tokkatot.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which store keeps readings, by {@code tokkatot.readings}: postgres (default) or influx. */
@ApplicationScoped
public class ChosenSeries {

  @Inject
  @ConfigProperty(name = "tokkatot.readings", defaultValue = "postgres")
  String store;

  /**
   * @throws IllegalStateException if the setting knows neither
   */
  @Produces
  @ApplicationScoped
  TimeSeries chosen(PostgresTimeSeries postgres, InfluxTimeSeries influx) {
    return switch (store) {
      case "postgres" -> postgres;
      case "influx" -> influx;
      default ->
          throw new IllegalStateException(
              "tokkatot.readings must be postgres or influx, not '" + store + "'");
    };
  }
}
