package com.tokkatot.wire.journal;

import com.tokkatot.wire.WireFormatException;

/**
 * Values as differences of whole multiples of a power of ten, which is how sensors speak; those
 * that are no such multiples as the bits that changed. Nothing is rounded. Source: JOURNAL.md 3.3.
 */
final class ValueColumn {

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
  private static final int BITS = POWERS.length;

  /** Beyond it a double is not every whole number. */
  private static final double MOST = 1L << 53;

  private ValueColumn() {}

  static void write(ByteSink out, double[] values) {
    var digits = digits(values);
    out.octet(digits);
    var last = 0L;
    for (var value : values) {
      if (digits == BITS) {
        var bits = Double.doubleToLongBits(value);
        out.fixed64(bits ^ last);
        last = bits;
      } else {
        var whole = Math.round(value * POWERS[digits]);
        out.signed(whole - last);
        last = whole;
      }
    }
  }

  static double[] read(ByteSource in, String field, int count) {
    var digits = in.octet(field);
    if (digits > BITS) {
      throw new WireFormatException(field, "is written in a way that we do not know");
    }
    in.need(field, digits == BITS ? 8 * count : count);
    var values = new double[count];
    var last = 0L;
    for (var i = 0; i < count; i++) {
      if (digits == BITS) {
        last ^= in.fixed64(field);
        values[i] = Double.longBitsToDouble(last);
      } else {
        last += in.signed(field);
        values[i] = last / POWERS[digits];
      }
      if (!Double.isFinite(values[i])) {
        throw new WireFormatException(field, "must be finite");
      }
    }
    return values;
  }

  /** Digits behind the point that all values can do with, or {@link #BITS}. */
  private static int digits(double[] values) {
    var digits = 0;
    for (var value : values) {
      while (digits < BITS && !fits(value, digits)) {
        digits++;
      }
    }
    // More digits than a value needs may still not give back its bits.
    for (var value : values) {
      if (digits < BITS && !fits(value, digits)) {
        return BITS;
      }
    }
    return digits;
  }

  private static boolean fits(double value, int digits) {
    var scaled = value * POWERS[digits];
    return Math.abs(scaled) < MOST
        && Double.doubleToLongBits(Math.round(scaled) / POWERS[digits])
            == Double.doubleToLongBits(value);
  }
}
