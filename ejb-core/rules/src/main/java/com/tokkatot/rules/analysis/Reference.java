package com.tokkatot.rules.analysis;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the coop's other sensors read, hour by hour: the median of their means. */
final class Reference {

  private final List<Map<Instant, Hour>> others;

  Reference(List<List<Hour>> others) {
    this.others =
        others.stream()
            .<Map<Instant, Hour>>map(
                hours -> {
                  var byTime = new HashMap<Instant, Hour>();
                  hours.forEach(hour -> byTime.put(hour.at(), hour));
                  return byTime;
                })
            .toList();
  }

  /** Empty: none of them read anything then. */
  OptionalDouble mean(Instant at) {
    return middle(of(at).mapToDouble(Hour::mean).toArray());
  }

  /** The middle of their highest readings in that hour. */
  OptionalDouble most(Instant at) {
    return middle(of(at).mapToDouble(Hour::most).toArray());
  }

  OptionalDouble least(Instant at) {
    return middle(of(at).mapToDouble(Hour::least).toArray());
  }

  private Stream<Hour> of(Instant at) {
    return others.stream().map(hours -> hours.get(at)).filter(hour -> hour != null);
  }

  private static OptionalDouble middle(double[] values) {
    return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Robust.median(values));
  }
}
