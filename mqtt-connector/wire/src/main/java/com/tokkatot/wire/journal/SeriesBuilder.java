package com.tokkatot.wire.journal;

import com.tokkatot.wire.Reading;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.journal.JournalSeries.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Turns messages into columns: those of one device that name the same metrics share a series. */
final class SeriesBuilder {

  private record Shape(UUID deviceId, List<String> names) {}

  private SeriesBuilder() {}

  static List<JournalSeries> of(List<SensorMessage> messages) {
    var groups = new LinkedHashMap<Shape, List<SensorMessage>>();
    for (var message : messages) {
      groups.computeIfAbsent(shape(message), shape -> new ArrayList<>()).add(message);
    }
    return groups.values().stream().map(SeriesBuilder::series).toList();
  }

  private static Shape shape(SensorMessage message) {
    var names = new ArrayList<String>(2 * message.readings().size());
    for (var reading : message.readings()) {
      names.add(reading.metric());
      names.add(reading.unit());
    }
    return new Shape(message.deviceId(), names);
  }

  private static JournalSeries series(List<SensorMessage> messages) {
    var first = messages.get(0);
    var timestamps = new long[messages.size()];
    for (var i = 0; i < timestamps.length; i++) {
      timestamps[i] = messages.get(i).timestamp().toEpochMilli();
    }
    var channels = new ArrayList<Channel>(first.readings().size());
    for (var place = 0; place < first.readings().size(); place++) {
      channels.add(channel(messages, place, first.readings().get(place)));
    }
    return new JournalSeries(first.deviceId(), timestamps, channels);
  }

  private static Channel channel(List<SensorMessage> messages, int place, Reading first) {
    var values = new double[messages.size()];
    var qualities = new Quality[messages.size()];
    for (var i = 0; i < values.length; i++) {
      var reading = messages.get(i).readings().get(place);
      values[i] = reading.value();
      qualities[i] = reading.quality();
    }
    return new Channel(first.metric(), first.unit(), values, qualities);
  }
}
