package com.tokkatot.edge.schedule;

import com.tokkatot.rules.time.ClockGrade;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How far the hub's clock can be believed. Source: schedules.md, "Time". */
public final class ClockWatch implements Supplier<ClockGrade> {

  private static final Logger LOG = System.getLogger(ClockWatch.class.getName());

  /** There while systemd-timesyncd agrees with a time server. */
  private static final Path SYNCHRONIZED = Path.of("/run/systemd/timesync/synchronized");

  /** Seconds since 1970 of the battery-backed clock. */
  private static final Path BATTERY = Path.of("/sys/class/rtc/rtc0/since_epoch");

  private static final Duration AGREES = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A quartz is this much wrong at worst. */
  private static final double DRIFT = 200e-6;

  private static final Duration MOST_WRONG = Duration.ofMinutes(2);

  private final InstantSource time;
  private final LongSupplier nanos;
  private final BooleanSupplier confirmed;
  private final Instant floor;
  private long lookedAt;
  private boolean isConfirmed;
  private Instant anchor;
  private long anchorNanos;

  /**
   * @param nanos counts on whatever is done to the clock
   * @param confirmed whether somebody else has the same time now; may look at files
   * @param floor it was this late already: a clock before it is wrong
   */
  ClockWatch(InstantSource time, LongSupplier nanos, BooleanSupplier confirmed, Instant floor) {
    this.time = time;
    this.nanos = nanos;
    this.confirmed = confirmed;
    this.floor = floor;
    this.lookedAt = nanos.getAsLong() - LOOK.toNanos();
  }

  /** Confirmed by time servers or a battery-backed clock of this Linux. */
  public static ClockWatch ofLinux(InstantSource time, Instant floor) {
    return new ClockWatch(time, System::nanoTime, () -> isConfirmed(time.instant()), floor);
  }

  @Override
  public synchronized ClockGrade get() {
    var now = time.instant();
    var count = nanos.getAsLong();
    if (count - lookedAt >= LOOK.toNanos()) {
      lookedAt = count;
      isConfirmed = confirmed.getAsBoolean() && !now.isBefore(floor);
      if (isConfirmed) {
        anchor = now;
        anchorNanos = count;
        return ClockGrade.TRUSTED;
      }
    }
    if (anchor == null) {
      return ClockGrade.UNKNOWN;
    }
    var passed = Duration.ofNanos(count - anchorNanos);
    var bound = AGREES.plusNanos((long) (passed.toNanos() * DRIFT));
    var off = Duration.between(anchor.plus(passed), now).abs();
    if (off.compareTo(bound) > 0 || bound.compareTo(MOST_WRONG) > 0) {
      return ClockGrade.UNKNOWN; // it was set by somebody nobody confirms, or is too long ago
    }
    return isConfirmed ? ClockGrade.TRUSTED : ClockGrade.HELD;
  }

  private static boolean isConfirmed(Instant now) {
    if (Files.exists(SYNCHRONIZED)) {
      return true;
    }
    try {
      var battery = Instant.ofEpochSecond(Long.parseLong(Files.readString(BATTERY).strip()));
      return Duration.between(battery, now).abs().compareTo(AGREES) < 0;
    } catch (IOException | NumberFormatException e) {
      LOG.log(Level.DEBUG, "No battery-backed clock", e);
      return false;
    }
  }
}
