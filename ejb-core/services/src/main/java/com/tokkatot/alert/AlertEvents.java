package com.tokkatot.alert;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import java.time.Instant;
import java.util.Locale;

/** What clients hear about alerts. */
final class AlertEvents {

  private AlertEvents() {}

  /** {@code alert:triggered}, {@code :repeated}, {@code :acknowledged} or {@code :resolved}. */
  static LiveEvent of(AlertChange change, Instant now) {
    var alert = change.alert();
    var type = "alert:" + change.kind().name().toLowerCase(Locale.ROOT);
    var data =
        new EventData()
            .put("alert_id", alert.id())
            .put("type", alert.type())
            .put("severity", alert.severity())
            .put("message_key", alert.messageKey())
            .put("node_id", alert.nodeId())
            .put("node_name", alert.nodeName())
            .put("coop_id", alert.coopId())
            .put("device_id", alert.deviceId())
            .put("schedule_id", alert.scheduleId())
            .put("reason", alert.reason())
            .put("metric", alert.metric())
            .put("threshold_value", alert.thresholdValue())
            .put("actual_value", alert.actualValue())
            .put("acknowledged_at", alert.acknowledgedAt())
            .put("triggered_at", alert.triggeredAt())
            .put("resolved_at", alert.resolvedAt());
    return LiveEvent.of(alert.farmId(), type, data.build(), now);
  }
}
