package com.tokkatot.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * How many readings lie in which bin, smallest value first. A bin's edges are {@link #GAMMA} apart
 * and it answers with the value in the middle, so a quantile is wrong by at most 0.2 % of itself:
 * 0.06 Cel at 30 Cel. Sketches of parts are added bin by bin, whatever the order, and lose nothing.
 * Source: Masson, Rim, Lee, "DDSketch", VLDB 2019, its bins without its limit on their number; the
 * bins are also made by the migration's {@code reading_bin}.
 */
final class Sketch {

  /** From one edge of a bin to the next. */
  static final double GAMMA = 1.004;

  /** What keeps numbers of bins above 0: values below a millionth have none of their own. */
  private static final int OFFSET = 3462;

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e300;

  private final List<Bin> bins = new ArrayList<>();
  private long count;

  private record Bin(int number, long upTo) {}

  /** The bin of a value, in the order of values; as the migration's {@code reading_bin}. */
  static int binOf(double value) {
    if (Math.abs(value) < LEAST || Double.isNaN(value)) {
      return 0;
    }
    var size = Math.log(Math.min(Math.abs(value), MOST)) / Math.log(GAMMA);
    return (value < 0 ? -1 : 1) * (OFFSET + (int) Math.ceil(size));
  }

  /** The next bin, further up than those before. */
  void add(int number, long readings) {
    count += readings;
    bins.add(new Bin(number, count));
  }

  /** The value below which this share of the readings lies, between two of them in proportion. */
  double quantile(double share) {
    var rank = share * (count - 1);
    var below = (long) rank;
    var low = at(below);
    return low + (rank - below) * (at(Math.min(below + 1, count - 1)) - low);
  }

  private double at(long rank) {
    for (var bin : bins) {
      if (bin.upTo > rank) {
        return middle(bin.number);
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + count);
  }

  private static double middle(int number) {
    return number == 0
        ? 0
        : Math.signum(number)
            * 2
            * Math.pow(GAMMA, (double) Math.abs(number) - OFFSET)
            / (GAMMA + 1);
  }
}
