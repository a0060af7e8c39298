package com.tokkatot.rest.farm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A farm at one look, as the document shows it: it leaves the cache as finished JSON.
 *
 * @param reasons why not good, worst first: alert types, hub_offline, no_sensors, no_readings
 * @param recentEvents the newest alerts
 * @param madeAt at most half a minute ago
 */
record DashboardView(
    FarmName farm,
    @Schema(enumeration = {"bad", "unknown", "watch", "good"}) String verdict,
    List<String> reasons,
    DeviceStatus deviceStatus,
    AlertCounts alerts,
    List<AlertEvent> recentEvents,
    QuickStats quickStats,
    Instant madeAt) {

  /** Which farm. */
  record FarmName(UUID id, String name) {}

  /** How many devices are how. */
  record DeviceStatus(long total, long online, long offline, long error) {}

  /** Active alerts. */
  record AlertCounts(long active, long critical, long warning) {}

  /** One alert. */
  record AlertEvent(
      UUID alertId,
      String type,
      String severity,
      String messageKey,
      Instant triggeredAt,
      @Schema(nullable = true) Instant resolvedAt) {}

  /** Averages of the last ten minutes over all sensors, and counts of the last day. */
  record QuickStats(
      @Schema(nullable = true) Double avgTemperature,
      @Schema(nullable = true) Double avgHumidity,
      @Schema(name = "last_24h_commands") long last24hCommands,
      @Schema(name = "last_24h_alerts") long last24hAlerts) {}
}
