package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");

  @Test
  void anIdIsOfVersionSeven() {
    var id = Ids.next(time);

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void aLaterIdSortsBehindAnEarlierOne() {
    var earlier = Ids.next(time).toString();
    time.advance(Duration.ofMillis(1));

    assertThat(Ids.next(time).toString()).isGreaterThan(earlier);
  }

  @Test
  void aShortFormIsNoId() {
    assertThatThrownBy(() -> Ids.parse("device", "1-1-1-1-1"))
        .isInstanceOf(Invalid.class)
        .hasMessage("device must be a UUID");
  }
}
