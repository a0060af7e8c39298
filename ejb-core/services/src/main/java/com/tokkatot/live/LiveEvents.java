package com.tokkatot.live;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.UUID;

/** Writes and reads the farms' event streams. */
@Stateless
public class LiveEvents {

  /** Most events one call returns. */
  public static final int MAX_PAGE = 500;

  /** More than these a client does not fetch one by one: the whole picture is smaller. */
  static final int MOST_MISSED = 1_000;

  private static final List<String> COLUMN_TYPES = List.of("uuid", "text", "text", "timestamptz");

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
    var cursors = insert(events);
    var placed = new ArrayList<LiveEvent>(events.size());
    for (var event : events) {
      // A farm that is not there has no stream.
      var places = cursors.get(event.farmId());
      if (places != null) {
        placed.add(event.at(places.remove()));
      }
    }
    written.fire(new LiveEventsWritten(placed));
  }

  /** Each farm's new cursors, rising. */
  private Map<UUID, Queue<Long>> insert(List<LiveEvent> events) {
    var cursors = new HashMap<UUID, Queue<Long>>();
    sql.query(
        """
        with told as (
          select * from unnest(?, ?, ?, ?) with ordinality as told (farm_id, type, data, at, place)),
        -- In one order everywhere, so that two writers never wait for each other.
        locked as (
          select id, event_cursor from farm
          where id in (select farm_id from told) order by id for no key update),
        moved as (
          update farm set event_cursor = farm.event_cursor
            + (select count(*) from told where told.farm_id = farm.id)
          from locked where farm.id = locked.id)
        insert into farm_event (farm_id, cursor, type, data, created_at)
        select told.farm_id,
               locked.event_cursor + row_number() over (partition by told.farm_id order by told.place),
               told.type, told.data::jsonb, told.at
        from told join locked on locked.id = told.farm_id
        returning farm_id, cursor
        """,
        row ->
            cursors
                .computeIfAbsent(Sql.uuid(row, "farm_id"), farm -> new PriorityQueue<>())
                .add(row.getLong("cursor")),
        Sql.columns(
            COLUMN_TYPES,
            events.stream()
                .map(event -> new Object[] {event.farmId(), event.type(), event.data(), event.at()})
                .toList()));
    return cursors;
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

  /**
   * What a client that knows all up to a cursor has missed; what it may miss without loading anew
   * is at most {@link #MOST_MISSED} events.
   *
   * @param limit most events of the answer, up to {@link #MAX_PAGE}
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Missed missed(UUID farmId, long since, int limit) {
    var newest = newestIfNotWhole(farmId, since);
    if (newest.isPresent()) {
      return new Missed(List.of(), newest.getAsLong(), true);
    }
    var events = since(farmId, since, limit);
    return new Missed(
        events, events.isEmpty() ? since : events.get(events.size() - 1).cursor(), false);
  }

  /**
   * The stream's end, if what follows a cursor is too much, or not there any more, or never was.
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public OptionalLong newestIfNotWhole(UUID farmId, long since) {
    var newest =
        sql.query(
            """
            select event_cursor from farm where id = ?
              and (event_cursor < ? or event_cursor - ? > ?
                or (event_cursor > ? and not exists (
                  select 1 from farm_event where farm_id = farm.id and cursor = ? + 1)))
            """,
            row -> row.getLong(1),
            farmId,
            since,
            since,
            MOST_MISSED,
            since,
            since);
    return newest.isEmpty() ? OptionalLong.empty() : OptionalLong.of(newest.get(0));
  }

  /** The newest cursor of each of these farms. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Map<UUID, Long> cursors(Collection<UUID> farms) {
    var cursors = new HashMap<UUID, Long>();
    sql.query(
            "select id, event_cursor from farm where id = any(?)",
            row -> Map.entry(Sql.uuid(row, "id"), row.getLong("event_cursor")),
            farms)
        .forEach(row -> cursors.put(row.getKey(), row.getValue()));
    return cursors;
  }
}
