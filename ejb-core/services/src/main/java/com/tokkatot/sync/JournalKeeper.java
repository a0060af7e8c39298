package com.tokkatot.sync;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets which number came when, once no hub could send the event again. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JournalKeeper {

  /** Twice as long as hubs keep their events: their clocks may be wrong by days. */
  static final Duration KEPT = JournalAudit.KEPT.multipliedBy(2);

  private static final int BITE = 10_000;

  @Inject Sql sql;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "27", persistent = false)
  void keep() {
    Upkeep.attempt("forgetting numbers of old events", this::forget);
  }

  void forget() {
    var before = time.instant().minus(KEPT);
    while (bite(before) == BITE) {
      // A bite at a time, so that nobody waits long for a lock.
    }
  }

  /** How many are gone; each stream remembers up to where, for those are not missing. */
  private long bite(Instant before) {
    return sql.query(
            """
            with gone as (
              delete from hub_event
              where ctid = any(array(select ctid from hub_event where at < ? limit %d))
              returning hub_id, epoch, seq),
            farthest as (
              select hub_id, epoch, max(seq) as seq from gone group by hub_id, epoch),
            noted as (
              update journal_stream stream set forgotten_to = greatest(forgotten_to, farthest.seq)
              from farthest
              where stream.hub_id = farthest.hub_id and stream.epoch = farthest.epoch
                and stream.stream = 'events')
            select count(*) from gone
            """
                .formatted(BITE),
            row -> row.getLong(1),
            before)
        .get(0);
  }
}
