package com.tokkatot.local.bench;

import java.time.Instant;

/** The machine's one wall clock, which cloud, hub, node and this program all read. */
final class Clocks {

  private static final double ORIGIN_MS;
  private static final long ORIGIN_NANOS;

  static {
    var now = Instant.now();
    ORIGIN_NANOS = System.nanoTime();
    ORIGIN_MS = now.getEpochSecond() * 1e3 + now.getNano() / 1e6;
  }

  private Clocks() {}

  /** Epoch milliseconds, with fraction, of a reading of {@link System#nanoTime}. */
  static double wallMillis(long nanos) {
    return ORIGIN_MS + (nanos - ORIGIN_NANOS) / 1e6;
  }

  /** Epoch milliseconds, with fraction, of an ISO-8601 instant. */
  static double wallMillis(String instant) {
    var parsed = Instant.parse(instant);
    return parsed.getEpochSecond() * 1e3 + parsed.getNano() / 1e6;
  }
}
