package com.tokkatot.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.device.StatusObserverTest;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** However statuses come, late, twice, in any order, the device has worked as long as it has. */
class LateUsageTest {

  private static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

  private final SettableTime time = new SettableTime("2026-03-02T06:00:00Z");
  private final Sql sql = TestDatabase.sql();

  @Test
  void aRunThatWasMissedIsCountedWhenItIsTold() {
    var farm = TestDatabase.farm(sql);
    var all = statuses(farm.light(), true, false, true, false);

    observe(farm, List.of(all.get(0), all.get(3)));
    assertThat(count(farm)).isEqualTo(counted(1, 180));
    observe(farm, List.of(all.get(1), all.get(2)));
    observe(farm, all);

    assertThat(count(farm)).isEqualTo(counted(2, 120));
  }

  @Test
  void anyOrderWithAnyRepeatsCountsTheSame() {
    for (var seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var states = new boolean[2 + random.nextInt(9)];
      for (var i = 0; i < states.length; i++) {
        states[i] = random.nextBoolean();
      }
      var inOrder = TestDatabase.farm(sql);
      var mixed = TestDatabase.farm(sql);
      statuses(inOrder.light(), states).forEach(one -> observe(inOrder, List.of(one)));

      var all = new ArrayList<>(statuses(mixed.light(), states));
      all.addAll(all.subList(0, random.nextInt(all.size())));
      Collections.shuffle(all, random);
      while (!all.isEmpty()) {
        var some = new ArrayList<>(all.subList(0, 1 + random.nextInt(all.size())));
        observe(mixed, some);
        all.subList(0, some.size()).clear();
      }

      assertThat(count(mixed)).as("seed %s", seed).isEqualTo(count(inOrder));
    }
  }

  @Test
  void anAnswerToAnotherCommandIsNoOtherRun() {
    var farm = TestDatabase.farm(sql);
    var all = statuses(farm.light(), true, false);
    observe(farm, all);

    observe(farm, List.of(all.get(0).answering(UUID.randomUUID(), CommandResult.COMPLETED, null)));

    assertThat(count(farm)).isEqualTo(counted(1, 60));
  }

  /** A state a minute. */
  private static List<StatusMessage> statuses(UUID light, boolean... states) {
    var all = new ArrayList<StatusMessage>();
    for (var i = 0; i < states.length; i++) {
      all.add(
          new StatusMessage(
              light,
              START.plusSeconds(60L * i),
              new OrderKey(1, 1, i),
              states[i] ? DeviceState.ON : DeviceState.OFF,
              null,
              null,
              StatusMessage.Trigger.SCHEDULE,
              null,
              null,
              null,
              null,
              true));
    }
    return all;
  }

  private void observe(TestDatabase.TestFarm farm, List<StatusMessage> statuses) {
    var address = new Topics.Address(farm.id(), farm.light(), Topics.Kind.STATUS);
    TestTransaction.run(
        inside ->
            StatusObserverTest.over(inside, time, TestUsage.over(inside, time))
                .observe(statuses.stream().map(one -> new Arrived<>(address, one, null)).toList()));
  }

  private record Counted(long cycles, long seconds) {}

  private static Counted counted(long cycles, long seconds) {
    return new Counted(cycles, seconds);
  }

  private Counted count(TestDatabase.TestFarm farm) {
    var now = START.plus(Duration.ofHours(1));
    var count = UsageRows.find(sql, Set.of(farm.light())).get(farm.light());
    return count == null ? counted(0, 0) : counted(count.cycles(), count.onMsAt(now) / 1000);
  }
}
