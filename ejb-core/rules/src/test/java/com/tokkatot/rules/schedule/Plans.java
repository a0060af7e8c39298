package com.tokkatot.rules.schedule;

import com.tokkatot.rules.schedule.Plan.AtTimes;
import com.tokkatot.rules.schedule.Schedule.Target;
import com.tokkatot.rules.time.Cron;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Schedules for tests, on a farm in Cambodia. */
final class Plans {

  static final ZoneId ZONE = ZoneId.of("Asia/Phnom_Penh");
  static final UUID FAN = UUID.fromString("0199f1c2-7a3b-7c4d-8e5f-0123456789ab");
  static final UUID PUMP = UUID.fromString("0199f1c2-7a3b-7c4d-8e5f-0123456789ac");

  private Plans() {}

  static AtTimes at(String cron, Duration duration, Step... sequence) {
    return new AtTimes(Cron.of(cron), 100, duration, List.of(sequence), null);
  }

  static Schedule schedule(Plan plan, UUID... devices) {
    return schedule(
        plan, Stream.of(devices).map(device -> new Target(device, Duration.ZERO)).toList());
  }

  static Schedule schedule(Plan plan, List<Target> targets) {
    return new Schedule(
        UUID.randomUUID(), 1, plan, targets, ZONE, 5, Instant.EPOCH, Schedule.USUAL_GRACE);
  }

  /** An instant by the farm's clock. */
  static Instant local(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }
}
