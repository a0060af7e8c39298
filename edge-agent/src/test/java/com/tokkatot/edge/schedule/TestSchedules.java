package com.tokkatot.edge.schedule;

import java.time.Duration;
import java.util.UUID;

/** Schedules as people write them, with single quotes. */
final class TestSchedules {

  static final UUID ID = UUID.fromString("0199b6a0-0000-7000-8000-0000000000c1");
  static final UUID OTHER = UUID.fromString("0199b6a0-0000-7000-8000-0000000000c2");
  static final UUID FEEDER = UUID.fromString("0199b6a0-0000-7000-8000-0000000000d1");
  static final UUID LIGHT = UUID.fromString("0199b6a0-0000-7000-8000-0000000000d2");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration SOON = Duration.ofMillis(20);

  private TestSchedules() {}

  static String feeding(String cron, String more) {
    return "{'schedule_type':'time_based','cron_expression':'%s','action':'on',%s'devices':[{'device_id':'%s'}]}"
        .formatted(cron, more, FEEDER);
  }

  static String on(UUID device, String cron) {
    return "{'schedule_type':'time_based','cron_expression':'%s','action':'on','priority':9,'devices':[{'device_id':'%s'}]}"
        .formatted(cron, device);
  }

  /** The whole day. */
  static String light(String more) {
    return "{'schedule_type':'time_based','start_time':'06:00','end_time':'18:00','action':'on',%s'devices':[{'device_id':'%s'}]}"
        .formatted(more, LIGHT);
  }
}
