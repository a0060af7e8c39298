package com.tokkatot.reading;

import com.tokkatot.wire.Reading.Quality;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** A latest value as Redis keeps it: milliseconds since 1970, value, quality, unit. */
final class LatestText {

  private static final Pattern SPACE = Pattern.compile(" ");

  private LatestText() {}

  static String of(StoredReading reading) {
    return reading.timestamp().toEpochMilli()
        + " "
        + reading.value()
        + " "
        + reading.quality().name()
        + " "
        + reading.unit();
  }

  static StoredReading read(UUID deviceId, String metric, String text) {
    var said = SPACE.split(text, 4);
    return new StoredReading(
        deviceId,
        metric,
        Instant.ofEpochMilli(Long.parseLong(said[0])),
        Double.parseDouble(said[1]),
        said[3],
        Quality.valueOf(said[2]));
  }
}
