package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a batch out of bytes from anybody: a length is believed only within the limits, nothing is
 * allocated for what is not there, and no more than announced is ever unpacked. Source: JOURNAL.md.
 */
public final class JournalDecoder {

  private static final JournalStream[] STREAMS = JournalStream.values();
  private static final Coverage[] COVERAGES = Coverage.values();
  private static final int SUM_BYTES = 4;

  private JournalDecoder() {}

  /**
   * The batch that these bytes are.
   *
   * @throws WireFormatException naming what is wrong, missing or beyond a limit
   */
  public static JournalBatch decode(byte[] bytes) {
    if (bytes.length > JournalLimits.MAX_COMPRESSED_BYTES) {
      throw new WireFormatException("(batch)", "is too long");
    }
    var length = bytes.length - SUM_BYTES;
    if (length < JournalEncoder.MAGIC.length
        || !Arrays.equals(
            bytes,
            0,
            JournalEncoder.MAGIC.length,
            JournalEncoder.MAGIC,
            0,
            JournalEncoder.MAGIC.length)) {
      throw new WireFormatException("(batch)", "is no journal of a version that we know");
    }
    checkSum(bytes, length);
    var in =
        new ByteSource(bytes, JournalEncoder.MAGIC.length, length - JournalEncoder.MAGIC.length);
    var stream = STREAMS[index(in, "stream", STREAMS.length)];
    var coverage = COVERAGES[index(in, "coverage", COVERAGES.length)];
    var epoch = in.unsigned("epoch");
    var firstSeq = in.unsigned("first_seq");
    var count = in.unsigned("count");
    var bodyLength = in.count("length", 0, JournalLimits.MAX_BODY_BYTES);
    var body = inflated(bytes, length - in.left(), in.left(), bodyLength);
    return batch(epoch, stream, firstSeq, count, coverage, body);
  }

  private static JournalBatch batch(
      long epoch, JournalStream stream, long firstSeq, long count, Coverage coverage, byte[] body) {
    var in = new ByteSource(body, 0, body.length);
    String reason = null;
    List<JournalEvent> events = List.of();
    List<JournalSeries> series = List.of();
    if (coverage == Coverage.LOST) {
      reason = in.text("reason", JournalLimits.MAX_REASON);
    } else if (stream == JournalStream.EVENTS) {
      events = EventColumns.read(in);
    } else {
      series = SeriesColumns.read(in);
    }
    in.end();
    return new JournalBatch(epoch, stream, firstSeq, count, coverage, reason, events, series);
  }

  private static void checkSum(byte[] bytes, int length) {
    var sum = new CRC32();
    sum.update(bytes, 0, length);
    var said = new ByteSource(bytes, length, SUM_BYTES);
    for (var shift = 24; shift >= 0; shift -= 8) {
      if (said.octet("(batch)") != (int) (sum.getValue() >> shift & 0xff)) {
        throw new WireFormatException("(batch)", "is damaged");
      }
    }
  }

  private static int index(ByteSource in, String field, int words) {
    var number = in.octet(field);
    if (number >= words) {
      throw new WireFormatException(field, "is one that we do not know");
    }
    return number;
  }

  /** Exactly as many bytes as announced, out of exactly the bytes that are there. */
  private static byte[] inflated(byte[] bytes, int from, int available, int length) {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, from, available);
      var body = new byte[length];
      var done = 0;
      while (done < length) {
        var more = inflater.inflate(body, done, length - done);
        if (more == 0) {
          throw new WireFormatException("(batch)", "unpacks to less than it says");
        }
        done += more;
      }
      if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
        throw new WireFormatException("(batch)", "unpacks to more than it says");
      }
      if (inflater.getRemaining() > 0) {
        throw new WireFormatException("(batch)", "goes on behind its end");
      }
      return body;
    } catch (DataFormatException e) {
      throw new WireFormatException("(batch)", "cannot be unpacked");
    } finally {
      inflater.end();
    }
  }
}
