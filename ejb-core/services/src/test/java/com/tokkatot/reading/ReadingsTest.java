package com.tokkatot.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.device.Registry;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is news, and what is history. */
class ReadingsTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private Readings readings;

  @BeforeEach
  void wire() {
    readings = TestReadings.over(sql, time);
    readings.devices = Registry.devicesOver(sql);
    readings.live = live;
  }

  @Test
  void whatIsMeasuredNowIsStoredAndTold() {
    measured(Duration.ZERO, 31.5, false);

    assertThat(latest()).containsExactly(31.5);
    assertThat(told()).containsExactly("sensor:reading");
  }

  @Test
  void whatANodeKeptIsHistoryUnderItsOwnTimeAndNoNews() {
    measured(Duration.ZERO, 28.5, false);

    measured(Duration.ofHours(2), 39.0, true);

    assertThat(told()).as("only the first").hasSize(1);
    assertThat(latest()).as("what is now").containsExactly(28.5);
    var history = readings.history(farm.light(), 3, null, 10).readings();
    assertThat(history).extracting(StoredReading::value).containsExactly(28.5, 39.0);
    assertThat(history.get(1).timestamp()).isEqualTo(time.instant().minus(Duration.ofHours(2)));
  }

  private void measured(Duration ago, double value, boolean replayed) {
    var message =
        new SensorMessage(
            farm.light(),
            time.instant().minus(ago),
            new OrderKey(1, 1, 1),
            List.of(new Reading("temperature", value, "Cel", Reading.Quality.GOOD)),
            replayed);
    var address = new Topics.Address(farm.id(), farm.light(), Topics.Kind.SENSOR);
    assertThat(readings.append(List.of(new Arrived<>(address, message, null)))).isEmpty();
  }

  private List<Double> latest() {
    return readings.latest(List.of(farm.light())).stream().map(StoredReading::value).toList();
  }

  private List<String> told() {
    return live.since(farm.id(), 0, 100).stream().map(LiveEvent::type).toList();
  }
}
