package com.tokkatot.sync;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of gaps of one journal's events, as of one moment. */
record GapRows(Sql sql, UUID hubId, long epoch, Instant now) {

  /** One that has not ended. */
  record Open(UUID id, SeqRange range, int asked) {}

  List<Open> open() {
    return sql.query(
        "select id, first_seq, last_seq, asked from journal_gap"
            + " where hub_id = ? and epoch = ? and ended_at is null order by first_seq",
        row ->
            new Open(
                Sql.uuid(row, "id"),
                new SeqRange(row.getLong("first_seq"), row.getLong("last_seq")),
                row.getInt("asked")),
        hubId,
        epoch);
  }

  void begin(SeqRange range) {
    sql.update(
        "insert into journal_gap (id, hub_id, epoch, first_seq, last_seq, found_at, asked, asked_at)"
            + " values (?, ?, ?, ?, ?, ?, 1, ?) on conflict do nothing",
        Ids.next(() -> now),
        hubId,
        epoch,
        range.firstSeq(),
        range.lastSeq(),
        now,
        now);
  }

  void askAgain(Open gap) {
    sql.update("update journal_gap set asked = asked + 1, asked_at = ? where id = ?", now, gap.id);
  }

  /**
   * @param outcome fetched or lost
   * @param reason why it is lost; else null
   */
  void end(Open gap, String outcome, String reason) {
    sql.update(
        "update journal_gap set ended_at = ?, outcome = ?, reason = ? where id = ?",
        now,
        outcome,
        reason,
        gap.id);
  }
}
