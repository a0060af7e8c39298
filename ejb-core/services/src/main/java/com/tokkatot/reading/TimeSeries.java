package com.tokkatot.reading;

import com.tokkatot.wire.journal.JournalSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The port to the time-series store; its adapters pass one contract test. */
public interface TimeSeries {

  /** Stores a batch; what is there already stays as it is. */
  void append(List<StoredReading> readings);

  /** Stores columns; what is there already stays as it is. */
  default void appendSeries(List<JournalSeries> all) {
    var rows = new ArrayList<StoredReading>();
    for (var series : all) {
      for (var channel : series.channels()) {
        for (var i = 0; i < series.size(); i++) {
          rows.add(
              new StoredReading(
                  series.deviceId(),
                  channel.metric(),
                  Instant.ofEpochMilli(series.timestamps()[i]),
                  channel.values()[i],
                  channel.unit(),
                  channel.qualities()[i]));
        }
      }
    }
    append(rows);
  }

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
