package com.tokkatot.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeltasTest {

  private final List<String> events = new ArrayList<>();

  @Test
  void ofEachThingTheLastIsKeptInOrder() {
    add("device:update", "device_id", "a");
    add("sensor:reading", "device_id", "a");
    add("device:update", "device_id", "b");
    add("device:update", "device_id", "a");
    add("hub:presence", "is_online", "x");
    add("hub:presence", "is_online", "y");

    assertThat(Deltas.of(events))
        .containsExactly(events.get(1), events.get(2), events.get(3), events.get(5));
  }

  @Test
  void whatIsNewsByItselfIsAllKept() {
    add("alert:triggered", "alert_id", "a");
    add("alert:triggered", "alert_id", "a");
    add("schedule:executed", "execution_id", "b");
    add("unheard:of", "device_id", "c");
    add("unheard:of", "device_id", "c");

    assertThat(Deltas.of(events)).isEqualTo(events);
  }

  private void add(String type, String field, String value) {
    events.add(
        new LiveEvent(
                UUID.randomUUID(),
                events.size() + 1L,
                type,
                "{\"%s\":\"%s\"}".formatted(field, value),
                Instant.EPOCH)
            .toJson());
  }
}
