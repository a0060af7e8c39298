package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.wire.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sensors that are silent or stand still. */
class SensorAlertsTest extends IllFarm {

  @Test
  void aThermometerThatFallsSilentOnALivingBoardIsToldOfUntilItSpeaks() {
    reads(28, Reading.Quality.GOOD);
    time.advance(Duration.ofSeconds(2099));
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();

    time.advance(Duration.ofSeconds(2));
    reads(0, Reading.Quality.BAD);
    sensors.lookForSilent(farm.id());
    assertThat(open()).as("what is bad says nothing").containsExactly("sensor_silent");

    time.advance(Duration.ofSeconds(1));
    reads(28, Reading.Quality.GOOD);
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();
  }

  @Test
  void whereReadingsAreUploadedSeldomSilenceIsWaitedForLonger() {
    TestSettings.set(sql, farm.id(), Key.UPLOAD_MINUTES, 30);
    reads(28, Reading.Quality.GOOD);
    time.advance(Duration.ofSeconds(3599));
    sensors.lookForSilent(farm.id());
    assertThat(open()).isEmpty();

    time.advance(Duration.ofSeconds(2));
    sensors.lookForSilent(farm.id());
    assertThat(open()).containsExactly("sensor_silent");
  }

  @Test
  void ofASensorOnASilentBoardNobodyKnowsMore() {
    time.advance(Duration.ofHours(2));
    sql.update("update node set is_online = false where id = ?", farm.node());

    sensors.lookForSilent(farm.id());

    assertThat(open()).isEmpty();
  }

  @Test
  void aThermometerThatStandsStillForHoursIsToldOfUntilItMoves() {
    time.advance(Duration.ofHours(6));
    hours(5, 28);
    sensors.lookForOdd(farm.id());
    assertThat(open()).contains("sensor_stuck");

    time.advance(Duration.ofHours(1));
    reads(28.1, Reading.Quality.GOOD);
    time.advance(Duration.ofMinutes(1));
    reads(28.4, Reading.Quality.GOOD);
    time.advance(Duration.ofHours(1));
    sensors.lookForOdd(farm.id());
    assertThat(open()).doesNotContain("sensor_stuck");
  }
}
