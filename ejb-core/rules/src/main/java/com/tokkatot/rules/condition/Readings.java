package com.tokkatot.rules.condition;

import com.tokkatot.rules.climate.Birds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** The newest good reading of each sensor, as of one moment. */
@FunctionalInterface
public interface Readings {

  /** A reading is believed for three of its sensor's intervals, but at least so long. */
  Duration LEAST_LIFE = Duration.ofSeconds(90);

  int INTERVALS = 3;

  /**
   * What a sensor read last.
   *
   * @param interval how often it reads
   */
  record Newest(double value, Instant at, Duration interval) {

    boolean isStale(Instant now) {
      var three = interval.multipliedBy(INTERVALS);
      var life = three.compareTo(LEAST_LIFE) > 0 ? three : LEAST_LIFE;
      return now.isAfter(at.plus(life));
    }
  }

  /**
   * @param deviceId null: the schedule's own coop; where it has several sensors, the caller chooses
   * @param metric for example {@code temperature}
   * @return empty: nothing good was ever read; a failed reading is absent, never 0
   */
  Optional<Newest> newest(UUID deviceId, String metric);

  /**
   * What the birds of the schedule's own coop want, in Cel; empty: nothing is done there.
   *
   * @param isHeat whether too much is asked for, or too little
   */
  default OptionalDouble target(boolean isHeat, Instant at) {
    return Birds.grown(isHeat);
  }
}
