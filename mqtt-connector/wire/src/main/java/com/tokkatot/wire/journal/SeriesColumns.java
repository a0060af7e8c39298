package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;
import com.tokkatot.wire.journal.JournalSeries.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Readings as columns, a series after the other. Source: JOURNAL.md 3.1. */
final class SeriesColumns {

  private static final int LONGEST_METRIC = 40;
  private static final int LONGEST_UNIT = 12;

  private SeriesColumns() {}

  static void write(ByteSink out, List<JournalSeries> all) {
    out.unsigned(all.size());
    for (var series : all) {
      out.id(series.deviceId()).unsigned(series.size()).unsigned(series.channels().size());
      InstantColumn.write(out, series.timestamps());
      for (var channel : series.channels()) {
        out.text(channel.metric()).text(channel.unit());
        ValueColumn.write(out, channel.values());
        QualityColumn.write(out, channel.qualities());
      }
    }
  }

  static List<JournalSeries> read(ByteSource in) {
    var count = in.count("series", 0, JournalLimits.MAX_SERIES);
    var all = new ArrayList<JournalSeries>(count);
    var values = 0;
    for (var i = 0; i < count; i++) {
      var deviceId = in.id("device_id");
      var size = in.count("timestamps", 1, JournalLimits.MAX_RECORDS);
      var channels = in.count("channels", 1, JournalLimits.MAX_CHANNELS);
      values += size * channels;
      if (values > JournalLimits.MAX_VALUES) {
        throw new WireFormatException(
            "values", "must be at most " + JournalLimits.MAX_VALUES + " in all");
      }
      var timestamps = InstantColumn.read(in, "timestamp", size);
      all.add(new JournalSeries(deviceId, timestamps, channels(in, channels, size)));
    }
    return all;
  }

  private static List<Channel> channels(ByteSource in, int count, int size) {
    var channels = new ArrayList<Channel>(count);
    var names = new HashSet<String>();
    for (var i = 0; i < count; i++) {
      var metric = in.text("metric", LONGEST_METRIC);
      if (metric.isEmpty() || !names.add(metric)) {
        throw new WireFormatException("metric", "must be named, and once");
      }
      var unit = in.text("unit", LONGEST_UNIT);
      channels.add(
          new Channel(
              metric,
              unit,
              ValueColumn.read(in, "value", size),
              QualityColumn.read(in, "quality", size)));
    }
    return channels;
  }
}
