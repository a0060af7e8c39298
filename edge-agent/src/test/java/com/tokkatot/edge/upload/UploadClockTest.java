package com.tokkatot.edge.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UploadClockTest {

  private final SettableTime time = new SettableTime();
  private final AtomicInteger minutes = new AtomicInteger(5);
  private final AtomicInteger uploads = new AtomicInteger();
  private final UploadClock clock = new UploadClock(time, minutes::get, uploads::incrementAndGet);

  @Test
  void itUploadsAsOftenAsTheFarmHasSet() {
    minutesPass(14);
    assertThat(uploads).hasValue(2);

    minutes.set(15);
    minutesPass(10);
    assertThat(uploads).hasValue(2);
    minutesPass(1);
    assertThat(uploads).as("fifteen minutes after the last").hasValue(3);
  }

  @Test
  void aShorterTimeHoldsFromTheNextMinuteOn() {
    minutes.set(30);
    minutesPass(10);
    assertThat(uploads).hasValue(0);

    minutes.set(5);
    minutesPass(1);

    assertThat(uploads).hasValue(1);
  }

  @Test
  void aClockThatIsPutBackKeepsNothingWaiting() {
    minutesPass(5);
    time.advance(Duration.ofDays(-1));

    clock.look();

    assertThat(uploads).hasValue(2);
  }

  private void minutesPass(int count) {
    for (var minute = 0; minute < count; minute++) {
      time.advance(Duration.ofMinutes(1));
      clock.look();
    }
  }
}
