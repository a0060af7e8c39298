package com.tokkatot.reading;

import com.tokkatot.device.Devices;
import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.journal.JournalSeries;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The way in to readings. Callers have checked that the farm is theirs. */
@Stateless
public class Readings {

  /** Most readings one history answer holds. */
  public static final int MAX_HISTORY = 10_000;

  private static final int MAX_HOURS = 720;

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject InstantSource time;
  @EJB BelievedSeries believed;
  @EJB Devices devices;
  @EJB LiveEvents live;
  @Inject RecentReadings recent;
  @Inject Event<ReadingsTaken> taken;
  @Inject Event<ReadingsStored> stored;

  /**
   * Stores what sensors measured, in one transaction, and tells who is watching; not what a node
   * measured while nobody listened and tells late: that is history.
   *
   * @return messages of devices that are not on the farm they name, and those too old or too far in
   *     the future to be true
   */
  public List<Arrived<SensorMessage>> append(List<Arrived<SensorMessage>> arrived) {
    return sql.together(() -> appendAll(arrived));
  }

  private List<Arrived<SensorMessage>> appendAll(List<Arrived<SensorMessage>> arrived) {
    var farms =
        devices.farmsOf(arrived.stream().map(one -> one.content().deviceId()).distinct().toList());
    var refused = new ArrayList<Arrived<SensorMessage>>();
    var rows = new ArrayList<StoredReading>();
    var news = new ArrayList<StoredReading>();
    var events = new ArrayList<LiveEvent>();
    var now = time.instant();
    for (var one : arrived) {
      var message = one.content();
      if (!one.address().farmId().equals(farms.get(message.deviceId()))
          || !message.deviceId().equals(one.address().deviceId())
          || !ReadingPartitions.covers(message.timestamp(), now)) {
        refused.add(one);
        continue;
      }
      var measured = measured(message);
      rows.addAll(measured);
      if (!message.replayed()) {
        news.addAll(measured);
        events.add(event(one.address().farmId(), message, now));
      }
    }
    series.append(rows);
    stored.fire(new ReadingsStored(rows, true));
    live.append(events);
    if (!news.isEmpty()) {
      taken.fire(new ReadingsTaken(news));
    }
    return refused;
  }

  private static List<StoredReading> measured(SensorMessage message) {
    return message.readings().stream()
        .map(
            reading ->
                new StoredReading(
                    message.deviceId(),
                    reading.metric(),
                    message.timestamp(),
                    reading.value(),
                    reading.unit(),
                    reading.quality()))
        .toList();
  }

  /**
   * Stores what came out of a hub's journal, in the caller's transaction. Nobody is told: it is
   * history. What cannot be true is parked and left out, as with messages.
   */
  public void appendJournal(UUID farmId, List<JournalSeries> all) {
    if (all.isEmpty()) {
      return;
    }
    var kept = believed.of(farmId, all);
    series.appendSeries(kept);
    stored.fire(new ReadingsStored(newest(kept), false));
  }

  private static List<StoredReading> newest(List<JournalSeries> all) {
    var newest = new ArrayList<StoredReading>();
    for (var one : all) {
      var last = 0;
      for (var i = 1; i < one.size(); i++) {
        last = one.timestamps()[i] > one.timestamps()[last] ? i : last;
      }
      for (var channel : one.channels()) {
        newest.add(
            new StoredReading(
                one.deviceId(),
                channel.metric(),
                Instant.ofEpochMilli(one.timestamps()[last]),
                channel.values()[last],
                channel.unit(),
                channel.qualities()[last]));
      }
    }
    return newest;
  }

  /**
   * Readings of one device, newest first.
   *
   * @param hours 1 to 720 back from now
   * @param metric or null for all
   * @param limit 1 to {@link #MAX_HISTORY}
   * @throws Invalid naming the parameter that is out of range
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public History history(UUID deviceId, int hours, String metric, int limit) {
    if (hours < 1 || hours > MAX_HOURS) {
      throw new Invalid("hours", "must be 1 to " + MAX_HOURS);
    }
    if (limit < 1 || limit > MAX_HISTORY) {
      throw new Invalid("limit", "must be 1 to " + MAX_HISTORY);
    }
    var to = time.instant();
    var from = to.minus(Duration.ofHours(hours));
    var wanted = metric == null || metric.equals("all") ? null : metric;
    return new History(
        deviceId, series.history(deviceId, wanted, from, to.plusMillis(1), limit), from, to);
  }

  /** The newest reading of each metric of these devices within the last day. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<StoredReading> latest(Collection<UUID> deviceIds) {
    return deviceIds.isEmpty() ? List.of() : recent.latest(deviceIds);
  }

  /** Rolling averages of what one device measures, in the order of metrics. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<RollingAverages> averages(UUID deviceId) {
    return recent.averages(deviceId);
  }

  /** Readings of one device in a range. */
  public record History(UUID deviceId, List<StoredReading> readings, Instant from, Instant to) {}

  private static LiveEvent event(UUID farmId, SensorMessage message, Instant now) {
    var readings = EventData.list();
    for (var reading : message.readings()) {
      readings.add(
          new EventData()
              .put("metric", reading.metric())
              .put("value", (Double) reading.value())
              .put("unit", reading.unit())
              .put("quality", reading.quality())
              .build());
    }
    var data =
        new EventData()
            .put("device_id", message.deviceId())
            .put("timestamp", message.timestamp())
            .put("readings", readings);
    return LiveEvent.of(farmId, "sensor:reading", data.build(), now);
  }
}
