package com.tokkatot.schedule;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import java.time.Instant;

/** What clients hear about executions. */
final class ExecutionEvents {

  private ExecutionEvents() {}

  /**
   * @param type {@code schedule:executed}, whatever came of it, or {@code schedule:overdue}
   */
  static LiveEvent of(String type, ExecutionRow row, Instant now) {
    var data =
        new EventData()
            .put("execution_id", row.id())
            .put("schedule_id", row.scheduleId())
            .put("device_id", row.deviceId())
            .put("scheduled_time", row.plannedAt())
            .put("status", row.state())
            .put("reason", row.reason())
            .put("timestamp", row.actualAt());
    return LiveEvent.of(row.farmId(), type, data.build(), now);
  }
}
