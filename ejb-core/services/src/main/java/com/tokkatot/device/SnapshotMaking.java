package com.tokkatot.device;

import com.tokkatot.wire.ScheduleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A hub's snapshot is being made; whoever has something to say to the hub adds it.
 *
 * @param schedules grows while the event is fired
 */
public record SnapshotMaking(UUID farmId, List<ScheduleMessage> schedules) {

  SnapshotMaking(UUID farmId) {
    this(farmId, new ArrayList<>());
  }
}
