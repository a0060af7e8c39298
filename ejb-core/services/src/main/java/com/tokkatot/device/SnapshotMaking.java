package com.tokkatot.device;

import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.ScheduleMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A hub's snapshot is being made; whoever has something to say to the hub adds it. */
public final class SnapshotMaking {

  private final UUID farmId;
  private final List<ScheduleMessage> schedules = new ArrayList<>();
  private AlertPlan alerts = AlertPlan.NONE;

  public SnapshotMaking(UUID farmId) {
    this.farmId = farmId;
  }

  public UUID farmId() {
    return farmId;
  }

  /** Grows while the event is fired. */
  public List<ScheduleMessage> schedules() {
    return schedules;
  }

  /** Says what readings are judged by. */
  public void judgedBy(AlertPlan plan) {
    alerts = plan;
  }

  public AlertPlan alerts() {
    return alerts;
  }
}
