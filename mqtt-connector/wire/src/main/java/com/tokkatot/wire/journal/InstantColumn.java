package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;

/**
 * Instants as the change of their distance: what comes every thirty seconds costs a byte or two.
 * Source: JOURNAL.md 3.2.
 */
final class InstantColumn {

  private InstantColumn() {}

  static void write(ByteSink out, long[] instants) {
    var step = 0L;
    for (var i = 0; i < instants.length; i++) {
      var next = i == 0 ? instants[0] : instants[i] - instants[i - 1];
      out.signed(next - step);
      step = i == 0 ? 0 : next; // the first one is no distance
    }
  }

  static long[] read(ByteSource in, String field, int count) {
    in.need(field, count);
    var instants = new long[count];
    var last = 0L;
    var step = 0L;
    for (var i = 0; i < count; i++) {
      step += in.signed(field);
      last += step;
      if (last < 0 || last > JournalLimits.MAX_INSTANT_MS) {
        throw new WireFormatException(field, "is no instant of ours");
      }
      instants[i] = last;
      if (i == 0) {
        step = 0; // the first one is no distance
      }
    }
    return instants;
  }
}
