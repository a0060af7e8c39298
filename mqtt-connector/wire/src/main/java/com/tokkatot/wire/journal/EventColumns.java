package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Events as columns: who, when, how long, and the messages themselves. Source: JOURNAL.md 3.1. */
final class EventColumns {

  private static final JournalEvent.Kind[] KINDS = JournalEvent.Kind.values();

  private EventColumns() {}

  static void write(ByteSink out, List<JournalEvent> events) {
    var devices = new LinkedHashMap<UUID, Integer>();
    events.forEach(event -> devices.putIfAbsent(event.deviceId(), devices.size()));
    out.unsigned(events.size()).unsigned(devices.size());
    devices.keySet().forEach(out::id);
    events.forEach(event -> out.octet(event.kind().ordinal()));
    events.forEach(event -> out.unsigned(devices.get(event.deviceId())));
    InstantColumn.write(out, events.stream().mapToLong(e -> e.at().toEpochMilli()).toArray());
    events.forEach(event -> out.unsigned(event.payload().length));
    events.forEach(event -> out.raw(event.payload()));
  }

  static List<JournalEvent> read(ByteSource in) {
    var count = in.count("events", 1, JournalLimits.MAX_RECORDS);
    var devices = new UUID[in.count("devices", 1, count)];
    in.need("devices", 16 * devices.length);
    for (var i = 0; i < devices.length; i++) {
      devices[i] = in.id("devices");
    }
    var kinds = in.raw("kinds", count);
    var who = new int[count];
    for (var i = 0; i < count; i++) {
      who[i] = in.count("device", 0, devices.length - 1);
    }
    var instants = InstantColumn.read(in, "at", count);
    var lengths = new int[count];
    for (var i = 0; i < count; i++) {
      lengths[i] = in.count("length", 0, JournalLimits.MAX_EVENT_BYTES);
    }
    var events = new ArrayList<JournalEvent>(count);
    for (var i = 0; i < count; i++) {
      events.add(
          new JournalEvent(
              kind(kinds[i]),
              devices[who[i]],
              Instant.ofEpochMilli(instants[i]),
              in.raw("message", lengths[i])));
    }
    return events;
  }

  private static JournalEvent.Kind kind(byte number) {
    if (number < 0 || number >= KINDS.length) {
      throw new WireFormatException("kinds", "holds one that we do not know");
    }
    return KINDS[number];
  }
}
