package com.tokkatot.rules.condition;

import com.tokkatot.rules.condition.Condition.And;
import com.tokkatot.rules.condition.Condition.Or;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a condition came to, and which of its leaves hold: the next judgement needs that, because a
 * leaf that holds lets go later than it began.
 *
 * @param held which leaves held when they were last known, by their place from left to right
 * @param flippedAt instant of the newest reading that a leaf needed; null: none was there
 */
public record Judgement(Truth truth, BitSet held, Instant flippedAt) {

  /** Before anything was read. */
  public static final Judgement NONE = new Judgement(Truth.UNKNOWN, new BitSet(), null);

  public Judgement {
    held = (BitSet) held.clone();
  }

  @Override
  public BitSet held() {
    return (BitSet) held.clone();
  }

  /** The condition as of now, after this one. */
  public Judgement next(Condition condition, Readings readings, Instant now) {
    var judge = new Judge(readings, now, held());
    var truth = judge.truth(condition);
    return new Judgement(judge.known ? truth : Truth.UNKNOWN, judge.holds, judge.newest);
  }

  private static final class Judge {

    private final Readings readings;
    private final Instant now;
    private final BitSet holds;
    private boolean known = true;
    private Instant newest;
    private int place;

    Judge(Readings readings, Instant now, BitSet before) {
      this.readings = readings;
      this.now = now;
      this.holds = before;
    }

    /** All leaves are looked at, so that each keeps its own state. */
    Truth truth(Condition condition) {
      if (condition instanceof And and) {
        return Truth.of(all(and.parts()).stream().allMatch(truth -> truth == Truth.TRUE));
      }
      if (condition instanceof Or or) {
        return Truth.of(all(or.parts()).stream().anyMatch(truth -> truth == Truth.TRUE));
      }
      if (condition instanceof Condition.Not not) {
        return truth(not.part()).not();
      }
      return leaf((Leaf) condition);
    }

    private List<Truth> all(List<Condition> parts) {
      return parts.stream().map(this::truth).toList();
    }

    private Truth leaf(Leaf leaf) {
      var own = place++;
      var reading = readings.newest(leaf.deviceId(), leaf.metric());
      var target =
          leaf.fromTarget()
              ? readings.target(leaf.operator().direction() > 0, now)
              : OptionalDouble.of(0);
      if (reading.isEmpty() || reading.get().isStale(now) || target.isEmpty()) {
        known = false;
        return Truth.UNKNOWN;
      }
      var at = reading.get().at();
      newest = newest == null || at.isAfter(newest) ? at : newest;
      holds.set(own, leaf.holds(reading.get().value() - target.getAsDouble(), holds.get(own)));
      return Truth.of(holds.get(own));
    }
  }
}
