package com.tokkatot.sync;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.HubAsked;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.NotifyMessage;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Whether cloud and farm are in step, for people. Callers have checked that the farm is theirs. */
@Stateless
public class FarmSync {

  /** Three digests: what is older says nothing about now. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final int MOST = 100;
  private static final int MOST_GAPS = 20;

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AuditLog audit;
  @Inject Event<HubAsked> asked;
  @EJB JournalAudit journals;

  /** When the hub was asked. */
  public record Asked(Instant askedAt) {}

  /** As of the last digest. */
  public SyncView of(Member member) {
    var differences = differences(member.farmId());
    var gaps = gaps(member.farmId());
    return sql
        .query(
            """
            select hub.is_online, hub.backlog, sync.compared_at, sync.clock_offset_ms,
                   sync.events_to, events.stored_to as events_stored_to,
                   events.repeats as repeated_batches,
                   readings.stored_to as readings_stored_to
            from hub
            left join hub_sync sync on sync.hub_id = hub.id
            left join journal_stream events on events.hub_id = hub.id
              and events.epoch = sync.epoch and events.stream = 'events'
            left join journal_stream readings on readings.hub_id = hub.id
              and readings.epoch = sync.epoch and readings.stream = 'readings'
            where hub.farm_id = ?
            """,
            row -> view(member.farmId(), row, differences, gaps),
            member.farmId())
        .stream()
        .findFirst()
        .orElse(
            new SyncView(
                member.farmId(),
                false,
                null,
                false,
                null,
                0,
                null,
                null,
                null,
                null,
                differences,
                gaps));
  }

  /**
   * Asks the hub to say at once how its farm is and to upload; what it says is compared when it
   * comes. Its events are counted without waiting for their hour.
   */
  public Asked ask(Member member, Origin origin) {
    audit.note(
        member.farmId(), member.accountId(), "sync.asked", member.farmId(), "by hand", origin);
    asked.fire(new HubAsked(member.farmId(), NotifyMessage.askDigest()));
    journals.lookNow(member.farmId());
    return new Asked(time.instant());
  }

  private SyncView view(
      UUID farmId, ResultSet row, List<SyncView.Difference> differences, List<SyncView.Gap> gaps)
      throws SQLException {
    var comparedAt = Sql.instant(row, "compared_at");
    var isOnline = row.getBoolean("is_online");
    var isFresh = comparedAt != null && comparedAt.isAfter(time.instant().minus(FRESH));
    return new SyncView(
        farmId,
        isOnline && isFresh && differences.isEmpty(),
        comparedAt,
        isOnline,
        number(row, "clock_offset_ms"),
        row.getLong("backlog"),
        number(row, "events_to"),
        number(row, "events_stored_to"),
        number(row, "readings_stored_to"),
        number(row, "repeated_batches"),
        differences,
        gaps);
  }

  private static Long number(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private List<SyncView.Difference> differences(UUID farmId) {
    return sql.query(
        "select device_id, device.name, expected, actual, severity, noted_at from sync_difference"
            + " join device on device.id = device_id where sync_difference.farm_id = ?"
            + " and noted_at is not null and resolved_at is null order by noted_at desc limit "
            + MOST,
        row ->
            new SyncView.Difference(
                Sql.uuid(row, "device_id"),
                row.getString("name"),
                row.getString("expected"),
                row.getString("actual"),
                row.getString("severity"),
                Sql.instant(row, "noted_at")),
        farmId);
  }

  private List<SyncView.Gap> gaps(UUID farmId) {
    return sql.query(
        "select journal_gap.* from journal_gap join hub on hub.id = hub_id where hub.farm_id = ?"
            + " order by ended_at is not null, found_at desc limit "
            + MOST_GAPS,
        row ->
            new SyncView.Gap(
                row.getLong("first_seq"),
                row.getLong("last_seq"),
                Sql.instant(row, "found_at"),
                row.getInt("asked"),
                Sql.instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("reason")),
        farmId);
  }
}
