package com.tokkatot.edge.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** When each target of each schedule is to be looked at next. On the journal's thread only. */
final class Agenda {

  /** A target of a schedule. */
  record Key(UUID schedule, UUID device) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      var first = schedule.compareTo(other.schedule);
      return first == 0 ? device.compareTo(other.device) : first;
    }
  }

  private final TreeMap<Instant, Set<Key>> keys = new TreeMap<>();
  private final Map<Key, Instant> times = new HashMap<>();

  void put(Key key, Instant at) {
    remove(key);
    times.put(key, at);
    keys.computeIfAbsent(at, time -> new TreeSet<>()).add(key);
  }

  void remove(Key key) {
    var at = times.remove(key);
    if (at != null) {
      var same = keys.get(at);
      same.remove(key);
      if (same.isEmpty()) {
        keys.remove(at);
      }
    }
  }

  void clear() {
    keys.clear();
    times.clear();
  }

  /** What is due, the earliest first. */
  List<Key> due(Instant now) {
    var due = new ArrayList<Key>();
    keys.headMap(now, true).values().forEach(due::addAll);
    return due;
  }

  /** Never: {@link Instant#MAX}. */
  Instant first() {
    return keys.isEmpty() ? Instant.MAX : keys.firstKey();
  }
}
