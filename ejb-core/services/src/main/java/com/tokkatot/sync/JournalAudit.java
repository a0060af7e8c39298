package com.tokkatot.sync;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.HubAsked;
import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.sync.Accounted.Run;
import com.tokkatot.wire.NotifyMessage;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalStream;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counts the events of each hub by their numbers, hourly: not what was noted as stored, but the
 * rows that are there. What lacks is asked for again, from the seven days a hub keeps, until it is
 * fetched, said to be lost, or not answered for a day. Source: requirements.md 7, level 3.
 */
@Stateless
public class JournalAudit {

  private static final System.Logger LOG = System.getLogger(JournalAudit.class.getName());

  /** As long as hubs keep their events. */
  static final Duration KEPT = Duration.ofDays(7);

  /** Several nodes of a cluster look, and one a time is enough. */
  private static final Duration PERIOD = Duration.ofMinutes(50);

  static final int MOST_ASKED = 24;
  static final String UNANSWERED = "the hub did not send it in a day";

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AuditLog audit;
  @Inject Event<HubAsked> asked;
  @EJB LiveEvents live;

  private record Hub(UUID id, UUID farmId, long epoch, long eventsTo, long auditedTo) {}

  /** Hubs whose turn it is. */
  public List<UUID> due() {
    return sql.query(
        "select hub_id from hub_sync where epoch is not null"
            + " and (audited_at is null or audited_at <= ?) order by hub_id",
        row -> Sql.uuid(row, "hub_id"),
        time.instant().minus(PERIOD));
  }

  /** Looks at one hub's events. */
  public void look(UUID hubId) {
    turn(hubId).forEach(this::look);
  }

  /**
   * Looks at the events of a farm's hub out of turn: only at those that were stored once, for what
   * came after them may be on its way.
   */
  public void lookNow(UUID farmId) {
    sql.query(
            "select hub_id, epoch, coalesce(events_to, 0) as events_to from hub_sync"
                + " where farm_id = ? and epoch is not null",
            row ->
                new Hub(
                    Sql.uuid(row, "hub_id"),
                    farmId,
                    row.getLong("epoch"),
                    row.getLong("events_to"),
                    0),
            farmId)
        .forEach(this::look);
  }

  /** After events came: gaps that they fill have ended. In the caller's transaction. */
  public void settle(UUID hubId, UUID farmId, long epoch) {
    var gaps = new GapRows(sql, hubId, epoch, time.instant());
    var open = gaps.open();
    if (open.isEmpty()) {
      return;
    }
    var runs = new JournalRows(sql, hubId, epoch, JournalStream.EVENTS).runs();
    for (var gap : open) {
      if (Accounted.missing(gap.range(), runs).isEmpty()) {
        end(gaps, farmId, gap, reasonOf(gap.range(), runs));
      }
    }
  }

  private void look(Hub hub) {
    var now = time.instant();
    var rows = new JournalRows(sql, hub.id, hub.epoch, JournalStream.EVENTS);
    if (!rows.lock()) {
      return;
    }
    var noted = rows.runs();
    var there = there(hub, noted, now);
    var wanted = new SeqRange(firstKept(hub, now), Math.max(hub.auditedTo, end(noted)));
    var missing = wanted.size() < 1 ? List.<SeqRange>of() : Accounted.missing(wanted, there);
    var left = noted;
    for (var gap : missing) {
      left = Accounted.without(left, gap);
    }
    var gaps = new GapRows(sql, hub.id, hub.epoch, now);
    rows.store(noted, ask(hub, gaps, missing, left));
  }

  /** What of the events can be seen: rows, and what was said to be lost. */
  private List<Run> there(Hub hub, List<Run> noted, Instant now) {
    List<Run> runs = new ArrayList<>(noted);
    runs.removeIf(run -> run.coverage() == Coverage.WHOLE);
    for (var island : islands(hub, firstKept(hub, now))) {
      runs = Accounted.with(runs, new Run(island, Coverage.WHOLE, null));
    }
    return runs;
  }

  private List<SeqRange> islands(Hub hub, long from) {
    return sql.query(
        """
        select min(seq) as first_seq, max(seq) as last_seq
        from (select seq, seq - row_number() over (order by seq) as island
              from hub_event where hub_id = ? and epoch = ? and seq >= ?) numbered
        group by island order by 1
        """,
        row -> new SeqRange(row.getLong("first_seq"), row.getLong("last_seq")),
        hub.id,
        hub.epoch,
        from);
  }

  /** Behind the last event that is older than what hubs keep, or that we no longer keep. */
  private long firstKept(Hub hub, Instant now) {
    return sql.query(
            """
            select greatest(
              (select max(seq) from hub_event where hub_id = ? and epoch = ? and at < ?),
              (select forgotten_to from journal_stream
                where hub_id = ? and epoch = ? and stream = 'events')) + 1
            """,
            row -> row.getLong(1),
            hub.id,
            hub.epoch,
            now.minus(KEPT),
            hub.id,
            hub.epoch)
        .get(0);
  }

  /** Asks for what lacks; returns the runs, with what is given up as lost. */
  private List<Run> ask(Hub hub, GapRows gaps, List<SeqRange> missing, List<Run> runs) {
    var left = runs;
    var open = gaps.open();
    for (var range : missing) {
      var known =
          open.stream().filter(gap -> gap.range().firstSeq() == range.firstSeq()).findFirst();
      if (known.isPresent() && known.get().asked() >= MOST_ASKED) {
        left = Accounted.with(left, new Run(range, Coverage.LOST, UNANSWERED));
        end(gaps, hub.farmId, known.get(), UNANSWERED);
        continue;
      }
      if (known.isPresent()) {
        gaps.askAgain(known.get());
      } else {
        gaps.begin(range);
        report(hub.farmId, hub.id, range, "missing", null);
      }
      asked.fire(
          new HubAsked(
              hub.farmId, NotifyMessage.lack(hub.epoch, range.firstSeq(), range.lastSeq())));
    }
    return left;
  }

  private void end(GapRows gaps, UUID farmId, GapRows.Open gap, String reason) {
    var outcome = reason == null ? "fetched" : "lost";
    gaps.end(gap, outcome, reason);
    report(farmId, gaps.hubId(), gap.range(), outcome, reason);
  }

  private void report(UUID farmId, UUID hubId, SeqRange range, String outcome, String reason) {
    var text =
        "events %d to %d: %s%s"
            .formatted(
                range.firstSeq(), range.lastSeq(), outcome, reason == null ? "" : ", " + reason);
    LOG.log(System.Logger.Level.WARNING, "Journal of hub {0}, {1}", hubId, text);
    audit.note(farmId, null, "sync.audit", hubId, text, Origin.SYSTEM);
    var data =
        new EventData()
            .put("first_seq", range.firstSeq())
            .put("last_seq", range.lastSeq())
            .put("outcome", outcome)
            .put("reason", reason);
    live.append(List.of(LiveEvent.of(farmId, "sync:audit", data.build(), time.instant())));
  }

  /** Why it is lost, if any of it is. */
  private static String reasonOf(SeqRange gap, List<Run> runs) {
    return runs.stream()
        .filter(run -> run.coverage() == Coverage.LOST)
        .filter(
            run ->
                run.range().firstSeq() <= gap.lastSeq() && run.range().lastSeq() >= gap.firstSeq())
        .map(Run::reason)
        .findFirst()
        .orElse(null);
  }

  private static long end(List<Run> runs) {
    return runs.isEmpty() ? 0 : runs.get(runs.size() - 1).range().lastSeq();
  }

  /** Takes the turn, if nobody else has; how far the journal went before is what is due now. */
  private List<Hub> turn(UUID hubId) {
    var now = time.instant();
    return sql.query(
        """
        update hub_sync set audited_at = ?, audited_to = hub_sync.events_to,
          audited_repeats = (select repeats from journal_stream stream
            where stream.hub_id = hub_sync.hub_id and stream.epoch = hub_sync.epoch
              and stream.stream = 'events')
        from hub_sync before
        where hub_sync.hub_id = ? and before.hub_id = hub_sync.hub_id
          and hub_sync.epoch is not null
          and (hub_sync.audited_at is null or hub_sync.audited_at <= ?)
        returning hub_sync.hub_id, hub_sync.farm_id, hub_sync.epoch, hub_sync.events_to,
          coalesce(before.audited_to, 0) as due_to
        """,
        row ->
            new Hub(
                Sql.uuid(row, "hub_id"),
                Sql.uuid(row, "farm_id"),
                row.getLong("epoch"),
                row.getLong("events_to"),
                Math.min(row.getLong("due_to"), row.getLong("events_to"))),
        now,
        hubId,
        now.minus(PERIOD));
  }
}
