package com.tokkatot.rules.json;

import com.tokkatot.rules.condition.Condition;
import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Limits;
import com.tokkatot.rules.condition.Operator;
import com.tokkatot.rules.schedule.Cycle;
import com.tokkatot.rules.schedule.Definition;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Plan.InCycles;
import com.tokkatot.rules.schedule.Plan.InWindow;
import com.tokkatot.rules.schedule.Plan.OnCondition;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.schedule.Step;
import com.tokkatot.rules.schedule.Window;
import com.tokkatot.rules.time.Cron;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Any definition that can be kept. */
final class RandomDefinitions {

  private static final List<String> CRONS =
      List.of("0 6,12,18 * * *", "*/30 * * * *", "5 4 1 * MON-FRI", "0 */6 29 2 *");
  private static final List<String> METRICS = List.of("temperature", "humidity", "water_level");

  private final Random random;

  private RandomDefinitions(Random random) {
    this.random = random;
  }

  static Definition next(Random random) {
    return new RandomDefinitions(random).definition();
  }

  private Definition definition() {
    return new Definition(
        plan(),
        some(5, () -> new Target(uuid(), seconds(0, 3600))),
        random.nextInt(11),
        seconds(0, 3600));
  }

  private Plan plan() {
    return switch (random.nextInt(4)) {
      case 0 -> atTimes();
      case 1 -> new InWindow(window(), value());
      case 2 -> inCycles();
      default -> new OnCondition(condition(3), limits(), value());
    };
  }

  private AtTimes atTimes() {
    var cron = Cron.of(CRONS.get(random.nextInt(CRONS.size())));
    var condition = random.nextBoolean() ? condition(3) : null;
    if (random.nextInt(4) == 0) {
      var steps = some(20, () -> new Step(random.nextInt(101), seconds(1, 60)));
      return new AtTimes(cron, Plan.FULL, null, steps, condition);
    }
    var duration = random.nextBoolean() ? seconds(1, 7200) : null;
    return new AtTimes(cron, value(), duration, List.of(), condition);
  }

  private InCycles inCycles() {
    var cycle = new Cycle(seconds(1, 86_400), seconds(1, 86_400), random.nextInt(10_001));
    return random.nextBoolean()
        ? new InCycles(cycle, window(), null, value())
        : new InCycles(cycle, null, Instant.ofEpochSecond(random.nextInt(), 123_000_000), value());
  }

  private Window window() {
    var days = EnumSet.copyOf(some(7, () -> DayOfWeek.of(1 + random.nextInt(7))));
    var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400));
    return new Window(
        LocalTime.ofSecondOfDay(random.nextInt(86_400)),
        LocalTime.ofSecondOfDay(random.nextInt(1_440) * 60L),
        days,
        random.nextBoolean() ? from : null,
        random.nextBoolean() ? from.plusDays(random.nextInt(100)) : null);
  }

  private Condition condition(int deep) {
    return switch (deep == 0 ? 3 : random.nextInt(4)) {
      case 0 -> new Condition.And(some(2, () -> condition(deep - 1)));
      case 1 -> new Condition.Or(some(2, () -> condition(deep - 1)));
      case 2 -> new Condition.Not(condition(deep - 1));
      default -> leaf();
    };
  }

  private Leaf leaf() {
    var operator = Operator.values()[random.nextInt(Operator.values().length)];
    var value = random.nextInt(1000) / 10.0;
    Double release = null;
    if (random.nextBoolean() && operator.sign().startsWith("<")) {
      release = value + random.nextInt(100) / 4.0;
    }
    var device = random.nextBoolean() ? uuid() : null;
    var metric = METRICS.get(random.nextInt(METRICS.size()));
    var mayFollow = metric.equals("temperature") && operator.sign().length() < 2;
    return new Leaf(device, metric, operator, value, release, mayFollow && random.nextBoolean());
  }

  private Limits limits() {
    var maxOn = random.nextBoolean() ? seconds(3_601, 7_200) : null;
    return new Limits(seconds(0, 3_600), seconds(0, 7_200), maxOn);
  }

  private int value() {
    return random.nextInt(4) == 0 ? Plan.FULL : random.nextInt(101);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Duration seconds(int least, int most) {
    return Duration.ofSeconds(least + random.nextInt(most - least + 1));
  }

  private <T> List<T> some(int most, Supplier<T> one) {
    return Stream.generate(one).limit(1 + random.nextInt(most)).toList();
  }
}
