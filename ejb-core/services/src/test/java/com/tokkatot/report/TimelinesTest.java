package com.tokkatot.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.report.Timeline.State;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelinesTest {

  private static final Instant FROM = ReportWorld.NOW.minus(Duration.ofHours(6));

  private final ReportWorld world = new ReportWorld();
  private final Timelines timelines = new Timelines();

  @BeforeEach
  void wire() {
    timelines.series = world.metrics.series;
    timelines.time = world.time;
    timelines.devices = world.usage.devices;
  }

  @Test
  void statesFollowEachOtherWithoutGapsFromOneEndToTheOther() {
    world.said("on", "2026-03-02T22:00:00Z");
    world.said("off", "2026-03-03T02:00:00Z");
    world.said("on", "2026-03-03T04:00:00Z");

    var line = ask(FROM, null, 10);

    assertThat(line.states()).extracting(State::state).containsExactly("on", "off", "on");
    assertThat(line.states().get(0).since()).as("cut at the range").isEqualTo(FROM);
    assertThat(line.states().get(0).until()).isEqualTo("2026-03-03T02:00:00Z");
    assertThat(line.states().get(2).until())
        .as("nothing is known of later")
        .isEqualTo(ReportWorld.NOW);
    assertThat(line.isWhole()).isTrue();
    assertThat(line.deviceName()).isNotBlank();
  }

  @Test
  void noStateEndsBeforeItBegan() {
    world.said("on", "2026-03-03T03:00:00Z");
    world.said("off", "2026-03-03T02:00:00Z");
    world.said("on", "2026-03-03T04:00:00Z");

    assertThat(ask(FROM, null, 10).states())
        .allSatisfy(state -> assertThat(state.until()).isAfterOrEqualTo(state.since()));
  }

  @Test
  void whatIsTooMuchIsCutOffWhereTheNextQuestionGoesOn() {
    world.said("on", "2026-03-03T01:00:00Z");
    world.said("off", "2026-03-03T02:00:00Z");
    world.said("on", "2026-03-03T03:00:00Z");

    var first = ask(FROM, null, 2);
    var second = ask(first.to(), null, 2);

    assertThat(first.isWhole()).isFalse();
    assertThat(first.states()).extracting(State::state).containsExactly("on", "off");
    assertThat(first.to()).isEqualTo("2026-03-03T03:00:00Z");
    assertThat(second.states()).extracting(State::state).containsExactly("off", "on");
    assertThat(second.isWhole()).isTrue();
  }

  @Test
  void wrongQuestionsAreRefusedByName() {
    assertThatThrownBy(() -> ask(ReportWorld.NOW, null, 10))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("from ");
    assertThatThrownBy(() -> ask(FROM, null, 1001)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> timelines.of(world.farm.id(), UUID.randomUUID(), FROM, null, 10))
        .isInstanceOf(NotFound.class);
  }

  private Timeline ask(Instant from, Instant to, int limit) {
    return timelines.of(world.farm.id(), world.light, from, to, limit);
  }
}
