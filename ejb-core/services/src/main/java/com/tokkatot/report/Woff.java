package com.tokkatot.report;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a font of the web into one that Java and papers read: the same tables, inflated. Source:
 * WOFF File Format 1.0, W3C; table directory: OpenType, "otff".
 */
final class Woff {

  private static final int HEADER_BYTES = 44;
  private static final int ENTRY_BYTES = 20;
  private static final int PLAIN_HEADER_BYTES = 12;
  private static final int PLAIN_ENTRY_BYTES = 16;

  private Woff() {}

  /**
   * @throws IllegalStateException if it is none
   */
  static byte[] unpacked(byte[] woff) {
    var in = ByteBuffer.wrap(woff);
    var tables = in.getShort(12) & 0xFFFF;
    var out = ByteBuffer.allocate(in.getInt(16));
    var most = Integer.highestOneBit(tables);
    out.putInt(in.getInt(4)).putShort((short) tables);
    out.putShort((short) (most * PLAIN_ENTRY_BYTES));
    out.putShort((short) Integer.numberOfTrailingZeros(most));
    out.putShort((short) ((tables - most) * PLAIN_ENTRY_BYTES));
    var at = PLAIN_HEADER_BYTES + PLAIN_ENTRY_BYTES * tables;
    for (var i = 0; i < tables; i++) {
      var entry = HEADER_BYTES + ENTRY_BYTES * i;
      var table = table(woff, in.getInt(entry + 4), in.getInt(entry + 8), in.getInt(entry + 12));
      out.putInt(in.getInt(entry)).putInt(in.getInt(entry + 16)).putInt(at).putInt(table.length);
      out.duplicate().position(at).put(table);
      at += table.length + 3 & ~3; // tables begin at fours
    }
    return out.array();
  }

  private static byte[] table(byte[] woff, int from, int packed, int length) {
    var table = new byte[length];
    if (packed == length) {
      System.arraycopy(woff, from, table, 0, length);
      return table;
    }
    var inflater = new Inflater();
    try {
      inflater.setInput(woff, from, packed);
      if (inflater.inflate(table) != length) {
        throw new IllegalStateException("a font's table is shorter than it says");
      }
      return table;
    } catch (DataFormatException e) {
      throw new IllegalStateException("a font's table is broken", e);
    } finally {
      inflater.end();
    }
  }
}
