package com.tokkatot.rules.schedule;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.condition.Condition;
import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Limits;
import com.tokkatot.rules.time.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When a schedule does what. Source: schedules.md, "Kinds of schedule". Constructors refuse what
 * cannot be kept with an {@link InvalidRule} that names the field.
 */
public sealed interface Plan {

  /** The value of what is on. */
  int FULL = 100;

  /** 0 (off) to 100; of a sequence it means nothing. */
  int value();

  /** What a turn begins with, 0 to 100: of a sequence its first step's. */
  default int firstValue() {
    return this instanceof AtTimes plan && !plan.sequence().isEmpty()
        ? plan.sequence().get(0).value()
        : value();
  }

  /** What is asked of readings; empty: nothing. */
  default Optional<Condition> question() {
    if (this instanceof OnCondition plan) {
      return Optional.of(plan.condition());
    }
    return this instanceof AtTimes plan ? Optional.ofNullable(plan.condition()) : Optional.empty();
  }

  /** The comparisons that it makes. */
  default List<Leaf> leaves() {
    return question().map(Condition::leaves).orElse(List.of());
  }

  /** What a level-triggered plan wants at an instant, and until when it will not change. */
  record Level(boolean isOn, Instant until) {}

  /** Something happens at each time, if the condition then holds. */
  record AtTimes(Cron cron, int value, Duration duration, List<Step> sequence, Condition condition)
      implements Plan {

    private static final Duration LONGEST = Duration.ofHours(2);

    /**
     * @param value 0 (off) to 100; of a sequence it means nothing
     * @param duration 1 s to 2 h, then back; null: it stays
     * @param sequence empty: there is none; it ends at rest
     * @param condition null: it always happens
     */
    public AtTimes {
      percent(value);
      sequence = Step.some(sequence);
      if (duration != null) {
        if (!sequence.isEmpty()) {
          throw new InvalidRule("action_duration", "does not go with action_sequence");
        }
        if (duration.toSeconds() < 1 || duration.compareTo(LONGEST) > 0) {
          throw new InvalidRule("action_duration", "must be 1 to " + LONGEST.toSeconds() + " s");
        }
      }
      if (!sequence.isEmpty()) {
        endsInTime(cron, Step.total(sequence));
      }
    }

    /** How long a turn takes; null: what it switches stays so. */
    public Duration length() {
      return sequence.isEmpty() ? duration : Step.total(sequence);
    }

    private static void endsInTime(Cron cron, Duration total) {
      var gap = cron.smallestGap(); // some hundredths of a second: only asked for where it matters
      if (total.compareTo(gap) >= 0) {
        throw new InvalidRule(
            Step.FIELD,
            "takes %d s, but comes again after %d s".formatted(total.toSeconds(), gap.toSeconds()));
      }
    }
  }

  /** On while the time of day is inside. */
  record InWindow(Window window, int value) implements Plan {
    public InWindow {
      percent(value);
    }

    Level at(Instant now, ZoneId zone) {
      return open(window, now, zone)
          .map(span -> new Level(true, span.until()))
          .orElseGet(() -> new Level(false, opens(window, now, zone)));
    }
  }

  /** On and off in turn, in a window or always. */
  record InCycles(Cycle cycle, Window window, Instant anchor, int value) implements Plan {

    /**
     * @param window null: always
     * @param anchor when the turns began; with a window its start is, and this null
     */
    public InCycles {
      percent(value);
      if ((window == null) == (anchor == null)) {
        throw new InvalidRule("anchor", "is needed without a window, and only then");
      }
    }

    Level at(Instant now, ZoneId zone) {
      if (window == null) {
        var phase = cycle.at(now, anchor);
        return new Level(phase.isOn(), phase.until());
      }
      var span = open(window, now, zone);
      if (span.isEmpty()) {
        return new Level(false, opens(window, now, zone));
      }
      var phase = cycle.at(now, span.get().from());
      var closes = span.get().until();
      return new Level(phase.isOn(), phase.until().isBefore(closes) ? phase.until() : closes);
    }
  }

  /** On while readings call for it. */
  record OnCondition(Condition condition, Limits limits, int value) implements Plan {
    public OnCondition {
      percent(value);
    }
  }

  /** What a plan wants that goes by the clock alone; nothing of one that does not. */
  default Optional<Level> level(Instant now, ZoneId zone) {
    if (this instanceof InWindow plan) {
      return Optional.of(plan.at(now, zone));
    }
    return this instanceof InCycles plan ? Optional.of(plan.at(now, zone)) : Optional.empty();
  }

  private static Optional<Window.Span> open(Window window, Instant now, ZoneId zone) {
    return window.at(now, zone);
  }

  private static Instant opens(Window window, Instant now, ZoneId zone) {
    return window.next(now, zone).map(Window.Span::from).orElse(Instant.MAX);
  }

  private static void percent(int value) {
    if (value < 0 || value > 100) {
      throw new InvalidRule("action_value", "must be 0 to 100");
    }
  }
}
