package com.tokkatot.wire.journal;

import com.tokkatot.wire.Reading.Quality;
import java.util.List;
import java.util.UUID;

/**
 * What one device measured, as columns: as many timestamps as each channel has values. Arrays are
 * handed over, not copied: a batch may hold two hundred thousand values.
 *
 * @param timestamps epoch milliseconds, in the order of the journal
 * @param channels 1 to {@link JournalLimits#MAX_CHANNELS}, each metric once
 */
public record JournalSeries(UUID deviceId, long[] timestamps, List<Channel> channels) {

  /**
   * One metric.
   *
   * @param metric 1 to 40 characters
   * @param unit UCUM or SenML code, at most 12 characters
   */
  public record Channel(String metric, String unit, double[] values, Quality[] qualities) {}

  public JournalSeries {
    channels = List.copyOf(channels);
  }

  /** Records of the journal that are in it. */
  public int size() {
    return timestamps.length;
  }
}
