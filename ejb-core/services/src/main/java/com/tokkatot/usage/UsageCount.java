package com.tokkatot.usage;

import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How much one device has worked.
 *
 * @param onMs milliseconds of all finished runs
 * @param cycles how often it was switched on
 * @param onSince when the run began that lasts, or null while it rests
 * @param since when counting began
 */
record UsageCount(
    UUID deviceId,
    long onMs,
    long cycles,
    Instant lastOnAt,
    Instant lastOffAt,
    Instant onSince,
    Instant since) {

  static UsageCount begun(UUID deviceId, Instant now) {
    return new UsageCount(deviceId, 0, 0, null, null, null, now);
  }

  /**
   * The count after this status. A node's clock may be ahead of ours or have jumped back: no run
   * ends in the future or before it began.
   */
  UsageCount after(StatusMessage status, Instant now) {
    var at = status.timestamp().isAfter(now) ? now : status.timestamp();
    var isOn = status.state() == DeviceState.ON;
    if (isOn == (onSince != null)) {
      return this; // another percentage, or the same said again
    }
    return isOn
        ? new UsageCount(deviceId, onMs, cycles + 1, at, lastOffAt, at, since)
        : new UsageCount(
            deviceId,
            onMs + Math.max(0, Duration.between(onSince, at).toMillis()),
            cycles,
            lastOnAt,
            at,
            null,
            since);
  }

  /** Milliseconds of all runs, the one that lasts included. */
  long onMsAt(Instant now) {
    return onMs + (onSince == null ? 0 : Math.max(0, Duration.between(onSince, now).toMillis()));
  }
}
