package com.tokkatot.sync;

import com.tokkatot.shared.Sql;
import com.tokkatot.sync.Accounted.Run;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One stream of one journal in the database; whoever locked it is its only writer. */
record JournalRows(Sql sql, UUID hubId, long epoch, JournalStream stream) {

  private static final String KEY = " where hub_id = ? and epoch = ? and stream = ?";

  /** Waits for its turn; false if there is no such journal. */
  boolean lock() {
    return !sql.query(
            "select 1 from journal_stream" + KEY + " for no key update",
            row -> 1,
            hubId,
            epoch,
            stream)
        .isEmpty();
  }

  /** All runs, in order. */
  List<Run> runs() {
    return sql.query(
        "select first_seq, last_seq, coverage, reason from journal_range"
            + KEY
            + " order by first_seq",
        row ->
            new Run(
                new SeqRange(row.getLong("first_seq"), row.getLong("last_seq")),
                Sql.word(row, "coverage", Coverage.class),
                row.getString("reason")),
        hubId,
        epoch,
        stream);
  }

  /** Replaces the runs; only what differs is written. */
  void store(List<Run> before, List<Run> after) {
    for (var run : before) {
      if (!after.contains(run)) {
        sql.update(
            "delete from journal_range" + KEY + " and first_seq = ?",
            hubId,
            epoch,
            stream,
            run.range().firstSeq());
      }
    }
    sql.batch(
        "insert into journal_range (hub_id, epoch, stream, first_seq, last_seq, coverage, reason)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        after.stream()
            .filter(run -> !before.contains(run))
            .map(
                run ->
                    new Object[] {
                      hubId,
                      epoch,
                      stream,
                      run.range().firstSeq(),
                      run.range().lastSeq(),
                      run.coverage(),
                      run.reason()
                    })
            .toList());
    sql.update(
        "update journal_stream set stored_to = ?" + KEY,
        Accounted.contiguous(after),
        hubId,
        epoch,
        stream);
  }

  /** Counts a batch that came. */
  void came(Instant now, boolean isRepeat) {
    sql.update(
        "update journal_stream set batches = batches + 1, repeats = repeats + ?, last_batch_at = ?"
            + KEY,
        isRepeat ? 1 : 0,
        now,
        hubId,
        epoch,
        stream);
  }
}
