package com.tokkatot.live;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/** Writes and reads the farms' event streams. */
@Stateless
public class LiveEvents {

  /** Most events one call returns. */
  public static final int MAX_PAGE = 500;

  @Inject Sql sql;
  @Inject Event<LiveEventsWritten> written;

  /**
   * Appends events in the caller's transaction, each farm's in the given order, and has them told
   * to everybody once it commits. The farms' rows stay locked until then: that is what makes
   * cursors appear in commit order.
   */
  public void append(List<LiveEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    if (events.size() == 1) {
      written.fire(new LiveEventsWritten(appendOne(events.get(0))));
      return;
    }
    var cursors = lockedCursors(events);
    var placed = new ArrayList<LiveEvent>(events.size());
    for (var event : events) {
      var cursor = cursors.computeIfPresent(event.farmId(), (farm, last) -> last + 1);
      if (cursor != null) {
        placed.add(event.at(cursor));
      }
    }
    sql.batch(
        "update farm set event_cursor = ? where id = ?",
        cursors.entrySet().stream()
            .map(entry -> new Object[] {entry.getValue(), entry.getKey()})
            .toList());
    sql.batch(
        "insert into farm_event (farm_id, cursor, type, data, created_at)"
            + " values (?, ?, ?, ?::jsonb, ?)",
        placed.stream()
            .map(
                event ->
                    new Object[] {
                      event.farmId(), event.cursor(), event.type(), event.data(), event.at()
                    })
            .toList());
    written.fire(new LiveEventsWritten(placed));
  }

  // The usual case, a person's order, in one round trip.
  private List<LiveEvent> appendOne(LiveEvent event) {
    return sql.query(
        "with moved as (update farm set event_cursor = event_cursor + 1 where id = ?"
            + " returning event_cursor)"
            + " insert into farm_event (farm_id, cursor, type, data, created_at)"
            + " select ?, event_cursor, ?, ?::jsonb, ? from moved returning cursor",
        row -> event.at(row.getLong("cursor")),
        event.farmId(),
        event.farmId(),
        event.type(),
        event.data(),
        event.at());
  }

  /** Events after a cursor, oldest first, at most {@code limit}. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<LiveEvent> since(UUID farmId, long cursor, int limit) {
    return sql.query(
        "select farm_id, cursor, type, data::text as data, created_at from farm_event"
            + " where farm_id = ? and cursor > ? order by cursor limit ?",
        row ->
            new LiveEvent(
                Sql.uuid(row, "farm_id"),
                row.getLong("cursor"),
                row.getString("type"),
                row.getString("data"),
                Sql.instant(row, "created_at")),
        farmId,
        cursor,
        Math.min(limit, MAX_PAGE));
  }

  /** The newest cursor of each of these farms. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<UUID, Long> cursors(Collection<UUID> farms) {
    return read("select id, event_cursor from farm where id = any(?)", farms);
  }

  private Map<UUID, Long> lockedCursors(List<LiveEvent> events) {
    var farms = new TreeSet<UUID>();
    events.forEach(event -> farms.add(event.farmId()));
    // In one order everywhere, so that two writers never wait for each other.
    return read(
        "select id, event_cursor from farm where id = any(?) order by id for no key update", farms);
  }

  private Map<UUID, Long> read(String query, Collection<UUID> farms) {
    var cursors = new LinkedHashMap<UUID, Long>();
    var rows =
        sql.query(query, row -> Map.entry(Sql.uuid(row, "id"), row.getLong("event_cursor")), farms);
    rows.forEach(row -> cursors.put(row.getKey(), row.getValue()));
    return cursors;
  }
}
