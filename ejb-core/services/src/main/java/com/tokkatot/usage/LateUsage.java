package com.tokkatot.usage;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.OrderKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What statuses that came late change in a count that went on without them. A status only matters
 * between its neighbours in the device's own order, so that stretch is counted with and without,
 * and the difference added: the count is then as if all had come in time.
 */
final class LateUsage {

  /**
   * One state, as far as counting goes.
   *
   * @param times how often it was said, each time answering another command
   */
  record Said(OrderKey order, boolean isOn, Instant at, int times) {}

  private LateUsage() {}

  /**
   * The count of a device with these.
   *
   * @param late how many late statuses of the device have each key
   */
  static UsageCount with(Sql sql, UsageCount count, Map<OrderKey, Integer> late, Instant now) {
    var first = Collections.min(late.keySet());
    var last = Collections.max(late.keySet());
    var stretch = stretch(sql, count.deviceId(), first, last);
    // One state may answer several commands; where one of those was heard in time, it was counted.
    var news =
        stretch.stream()
            .filter(said -> late.getOrDefault(said.order, -1) == said.times)
            .map(Said::order)
            .collect(Collectors.toSet());
    return news.isEmpty() ? count : corrected(count, stretch, news, now);
  }

  /**
   * @param stretch from the neighbour before the first late one to the neighbour behind the last
   */
  static UsageCount corrected(
      UsageCount count, List<Said> stretch, Set<OrderKey> late, Instant now) {
    var all = capped(stretch, now);
    var without = all.stream().filter(said -> !late.contains(said.order)).toList();
    var isFirst = late.contains(all.get(0).order); // of all the device ever said
    var onMs = count.onMs() + onMs(all) - onMs(without);
    var onSince = onSince(count, all);
    if (onSince != null) {
      // The run that lasts is counted from its begin: what moved there is not counted twice.
      onMs += Duration.between(count.onSince(), onSince).toMillis();
    }
    return new UsageCount(
        count.deviceId(),
        Math.max(0, onMs),
        Math.max(
            0,
            count.cycles()
                + edges(all, true, isFirst).size()
                - edges(without, true, isFirst).size()),
        latest(count.lastOnAt(), edges(all, true, isFirst)),
        latest(count.lastOffAt(), edges(all, false, isFirst)),
        onSince,
        count.since());
  }

  private static List<Said> capped(List<Said> stretch, Instant now) {
    return stretch.stream()
        .map(said -> said.at.isAfter(now) ? new Said(said.order, said.isOn, now, said.times) : said)
        .toList();
  }

  private static long onMs(List<Said> stretch) {
    var ms = 0L;
    for (var i = 1; i < stretch.size(); i++) {
      var before = stretch.get(i - 1);
      if (before.isOn) {
        ms += Math.max(0, Duration.between(before.at, stretch.get(i).at).toMillis());
      }
    }
    return ms;
  }

  /** When it went on, or off. */
  private static List<Instant> edges(List<Said> stretch, boolean on, boolean isFirst) {
    var edges = new ArrayList<Instant>();
    for (var i = isFirst ? 0 : 1; i < stretch.size(); i++) {
      var wasOn = i > 0 && stretch.get(i - 1).isOn;
      if (stretch.get(i).isOn == on && wasOn != on) {
        edges.add(stretch.get(i).at);
      }
    }
    return edges;
  }

  /** When the run began that lasts; the stretch may have shown that it began earlier or later. */
  private static Instant onSince(UsageCount count, List<Said> stretch) {
    var since = count.onSince();
    var end = stretch.get(stretch.size() - 1);
    if (since == null || !end.isOn || end.at.isBefore(since)) {
      return since;
    }
    var begin = stretch.size() - 1;
    while (begin > 0 && stretch.get(begin - 1).isOn) {
      begin--;
    }
    // If it was on all along, it began before the stretch or with it.
    return begin == 0 && since.isBefore(stretch.get(0).at) ? since : stretch.get(begin).at;
  }

  private static Instant latest(Instant known, List<Instant> edges) {
    return Stream.concat(Stream.ofNullable(known), edges.stream())
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static List<Said> stretch(Sql sql, UUID deviceId, OrderKey first, OrderKey last) {
    var before = edge(sql, deviceId, first, "<", "desc");
    var behind = edge(sql, deviceId, last, ">", "asc");
    var inside =
        sql.query(
            """
            select incarnation, boot, seq, min(state) as state, min(at) as at,
              count(*) as times
            from device_status
            where device_id = ? and (incarnation, boot, seq) between (?, ?, ?) and (?, ?, ?)
              and state <> 'unknown'
            group by incarnation, boot, seq order by incarnation, boot, seq
            """,
            LateUsage::read,
            deviceId,
            first.incarnation(),
            first.boot(),
            first.seq(),
            last.incarnation(),
            last.boot(),
            last.seq());
    return Stream.of(before, inside, behind).flatMap(List::stream).toList();
  }

  private static List<Said> edge(
      Sql sql, UUID deviceId, OrderKey key, String side, String direction) {
    return sql.query(
        """
        select incarnation, boot, seq, state, at, 0 as times from device_status
        where device_id = ? and (incarnation, boot, seq) %1$s (?, ?, ?) and state <> 'unknown'
        order by incarnation %2$s, boot %2$s, seq %2$s limit 1
        """
            .formatted(side, direction),
        LateUsage::read,
        deviceId,
        key.incarnation(),
        key.boot(),
        key.seq());
  }

  private static Said read(ResultSet row) throws SQLException {
    return new Said(
        new OrderKey(row.getLong("incarnation"), row.getLong("boot"), row.getLong("seq")),
        row.getString("state").equals("on"),
        Sql.instant(row, "at"),
        row.getInt("times"));
  }
}
