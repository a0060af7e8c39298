package com.tokkatot.reading;

import com.tokkatot.rules.analysis.Hour;
import java.time.Instant;
import java.util.UUID;

/**
 * Readings of one metric summed up over some time.
 *
 * @param at when that time began
 * @param unit UCUM or SenML code
 * @param count how many readings, at least 1
 * @param squares sum of the squares of the values
 * @param leastAt when the least was measured first
 * @param mostAt when the most was measured first
 */
public record Aggregate(
    UUID deviceId,
    String metric,
    Instant at,
    String unit,
    long count,
    double total,
    double squares,
    double least,
    Instant leastAt,
    double most,
    Instant mostAt) {

  /** The mean of all readings. */
  public double mean() {
    return total / count;
  }

  /** The standard deviation of all readings, in the unit; 0 of one. */
  public double deviation() {
    // Rounding can bring the difference of two large sums below nothing.
    return Math.sqrt(Math.max(0, squares / count - mean() * mean()));
  }

  /** Both together, beginning with the earlier. */
  public Aggregate plus(Aggregate other) {
    var isLess = compare(other.least, other.leastAt, least, leastAt) < 0;
    var isMore = compare(most, other.mostAt, other.most, mostAt) < 0;
    return new Aggregate(
        deviceId,
        metric,
        at.isBefore(other.at) ? at : other.at,
        unit,
        count + other.count,
        total + other.total,
        squares + other.squares,
        isLess ? other.least : least,
        isLess ? other.leastAt : leastAt,
        isMore ? other.most : most,
        isMore ? other.mostAt : mostAt);
  }

  private static int compare(double one, Instant oneAt, double other, Instant otherAt) {
    var byValue = Double.compare(one, other);
    return byValue != 0 ? byValue : oneAt.compareTo(otherAt);
  }

  /** What analysis looks at. */
  public Hour toHour() {
    return new Hour(at, mean(), least, most, count);
  }

  /** The same, said to begin at another instant. */
  public Aggregate beginning(Instant instant) {
    return new Aggregate(
        deviceId, metric, instant, unit, count, total, squares, least, leastAt, most, mostAt);
  }
}
