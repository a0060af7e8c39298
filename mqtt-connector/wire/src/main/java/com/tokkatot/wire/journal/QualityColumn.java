package com.tokkatot.wire.journal;

import com.tokkatot.wire.Reading.Quality;
import com.tokkatot.wire.WireFormatException;

/** Qualities as runs of the same: nearly always one run. Source: JOURNAL.md 3.4. */
final class QualityColumn {

  private static final Quality[] WORDS = Quality.values();

  private QualityColumn() {}

  static void write(ByteSink out, Quality[] qualities) {
    for (var i = 0; i < qualities.length; ) {
      var run = 1;
      while (i + run < qualities.length && qualities[i + run] == qualities[i]) {
        run++;
      }
      out.octet(qualities[i].ordinal()).unsigned(run);
      i += run;
    }
  }

  static Quality[] read(ByteSource in, String field, int count) {
    var qualities = new Quality[count];
    for (var i = 0; i < count; ) {
      var word = in.octet(field);
      if (word >= WORDS.length) {
        throw new WireFormatException(field, "is a quality that we do not know");
      }
      for (var run = in.count(field, 1, count - i); run > 0; run--) {
        qualities[i++] = WORDS[word];
      }
    }
    return qualities;
  }
}
