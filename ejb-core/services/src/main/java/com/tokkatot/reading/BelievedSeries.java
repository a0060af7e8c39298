package com.tokkatot.reading;

import com.tokkatot.device.Devices;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.shared.ParkedMessages;
import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.journal.JournalSeries;
import com.tokkatot.wire.journal.JournalSeries.Channel;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Which of a journal's readings can be true; the others are parked, a line a series. */
@Stateless
public class BelievedSeries {

  @Inject InstantSource time;
  @EJB Devices devices;
  @EJB ParkedMessages parked;

  /** Those of devices of this farm, taken neither too long ago nor in the future. */
  public List<JournalSeries> of(UUID farmId, List<JournalSeries> all) {
    var farms = devices.farmsOf(all.stream().map(JournalSeries::deviceId).distinct().toList());
    var now = time.instant();
    var believed = new ArrayList<JournalSeries>(all.size());
    for (var series : all) {
      if (!farmId.equals(farms.get(series.deviceId()))) {
        park(farmId, series, series.size(), "the device or hub is not known on this farm");
        continue;
      }
      var kept =
          IntStream.range(0, series.size())
              .filter(
                  i -> ReadingPartitions.covers(Instant.ofEpochMilli(series.timestamps()[i]), now))
              .toArray();
      if (kept.length < series.size()) {
        park(farmId, series, series.size() - kept.length, "too old, or in the future");
      }
      if (kept.length > 0) {
        believed.add(kept.length == series.size() ? series : only(series, kept));
      }
    }
    return believed;
  }

  private void park(UUID farmId, JournalSeries series, int count, String reason) {
    var what = count + " readings of a journal";
    parked.park(
        new MqttMessage(
            Topics.device(farmId, series.deviceId(), Kind.SENSOR),
            what.getBytes(StandardCharsets.UTF_8),
            1,
            false,
            null),
        reason);
  }

  private static JournalSeries only(JournalSeries series, int[] kept) {
    return new JournalSeries(
        series.deviceId(),
        Arrays.stream(kept).mapToLong(i -> series.timestamps()[i]).toArray(),
        series.channels().stream().map(channel -> only(channel, kept)).toList());
  }

  private static Channel only(Channel channel, int[] kept) {
    return new Channel(
        channel.metric(),
        channel.unit(),
        Arrays.stream(kept).mapToDouble(i -> channel.values()[i]).toArray(),
        Arrays.stream(kept).mapToObj(i -> channel.qualities()[i]).toArray(Quality[]::new));
  }
}
