package com.tokkatot.reading;

import com.tokkatot.wire.Reading;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * One value of one metric of one device at one instant.
 *
 * @param unit UCUM or SenML code
 */
public record StoredReading(
    UUID deviceId,
    String metric,
    Instant timestamp,
    double value,
    String unit,
    Reading.Quality quality) {

  static final Comparator<StoredReading> BY_DEVICE_AND_METRIC =
      Comparator.comparing(StoredReading::deviceId).thenComparing(StoredReading::metric);
}
