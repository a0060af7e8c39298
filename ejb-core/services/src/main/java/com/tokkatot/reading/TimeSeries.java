package com.tokkatot.reading;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The port to the time-series store; its adapters pass one contract test. */
public interface TimeSeries {

  /** Stores a batch; what is there already stays as it is. */
  void append(List<StoredReading> readings);

  /**
   * Readings of one device, newest first.
   *
   * @param metric or null for all
   * @param from inclusive
   * @param to exclusive
   */
  List<StoredReading> history(UUID deviceId, String metric, Instant from, Instant to, int limit);

  /** The newest reading of each metric of these devices that is not older than {@code since}. */
  List<StoredReading> latest(Collection<UUID> deviceIds, Instant since);
}
