package com.tokkatot.sync;

import java.util.List;

/**
 * What of a stream is accounted for.
 *
 * @param storedTo everything up to it; the hub may forget that
 * @param missing the holes behind it, at most {@link #MOST_HOLES}: what the hub sends next
 */
public record JournalReceipt(long storedTo, List<SeqRange> missing) {

  static final int MOST_HOLES = 10;

  static JournalReceipt of(List<Accounted.Run> runs) {
    var storedTo = Accounted.contiguous(runs);
    if (runs.isEmpty()) {
      return new JournalReceipt(0, List.of());
    }
    var last = runs.get(runs.size() - 1).range().lastSeq();
    var holes =
        storedTo == last
            ? List.<SeqRange>of()
            : Accounted.missing(new SeqRange(storedTo + 1, last), runs);
    return new JournalReceipt(storedTo, holes.subList(0, Math.min(MOST_HOLES, holes.size())));
  }
}
