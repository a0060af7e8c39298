package com.tokkatot.sync;

import com.tokkatot.wire.journal.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What of a stream is accounted for, as few runs as can be. A sequence number is accounted for
 * once: what came first stays.
 */
final class Accounted {

  /** A run and how it is accounted for; the reason belongs to what was lost. */
  record Run(SeqRange range, Coverage coverage, String reason) {

    private boolean isContinuedBy(Run next) {
      return range.lastSeq() + 1 == next.range.firstSeq()
          && coverage == next.coverage
          && Objects.equals(reason, next.reason);
    }
  }

  private Accounted() {}

  /** Those parts of a range that no run covers; the runs are in order. */
  static List<SeqRange> missing(SeqRange wanted, List<Run> runs) {
    var missing = new ArrayList<SeqRange>();
    var next = wanted.firstSeq();
    for (var run : runs) {
      if (run.range.firstSeq() > wanted.lastSeq()) {
        break;
      }
      if (run.range.firstSeq() > next) {
        missing.add(new SeqRange(next, run.range.firstSeq() - 1));
      }
      next = Math.max(next, run.range.lastSeq() + 1);
    }
    if (next <= wanted.lastSeq()) {
      missing.add(new SeqRange(next, wanted.lastSeq()));
    }
    return missing;
  }

  /** The runs with one more; what touches and is of one kind becomes one. */
  static List<Run> with(List<Run> runs, Run more) {
    var all = new ArrayList<>(runs);
    for (var part : missing(more.range, runs)) {
      all.add(new Run(part, more.coverage, more.reason));
    }
    all.sort((a, b) -> Long.compare(a.range.firstSeq(), b.range.firstSeq()));
    var joined = new ArrayList<Run>(all.size());
    for (var run : all) {
      var last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.isContinuedBy(run)) {
        var range = new SeqRange(last.range.firstSeq(), run.range.lastSeq());
        joined.set(joined.size() - 1, new Run(range, run.coverage, run.reason));
      } else {
        joined.add(run);
      }
    }
    return joined;
  }

  /** The runs without a range. */
  static List<Run> without(List<Run> runs, SeqRange gone) {
    var left = new ArrayList<Run>();
    for (var run : runs) {
      var first = run.range.firstSeq();
      var last = run.range.lastSeq();
      if (first < gone.firstSeq()) {
        var range = new SeqRange(first, Math.min(last, gone.firstSeq() - 1));
        left.add(new Run(range, run.coverage, run.reason));
      }
      if (last > gone.lastSeq()) {
        var range = new SeqRange(Math.max(first, gone.lastSeq() + 1), last);
        left.add(new Run(range, run.coverage, run.reason));
      }
    }
    return left;
  }

  /** The last number up to which nothing is missing; 0: the first one is. */
  static long contiguous(List<Run> runs) {
    var next = 1L;
    for (var run : runs) {
      if (run.range.firstSeq() > next) {
        break;
      }
      next = Math.max(next, run.range.lastSeq() + 1);
    }
    return next - 1;
  }
}
