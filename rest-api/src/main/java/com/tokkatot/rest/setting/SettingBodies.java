package com.tokkatot.rest.setting;

import com.tokkatot.setting.SettingChange;
import com.tokkatot.shared.Body;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What people say about settings, as the document shows it; {@code setting.Key} reads it. A test
 * sees to it that both know the same.
 */
final class SettingBodies {

  private static final String SEEN = "The one that was seen.";

  private SettingBodies() {}

  /** How the app is to be. */
  @Schema(example = "{\"text_size\": \"very_large\", \"theme\": \"dark\"}")
  record PreferencesRequest(
      @Schema(nullable = true, minimum = "0", description = "If it is to be no other by now.")
          Long version,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason,
      @Schema(
              nullable = true,
              enumeration = {"normal", "very_large"})
          String textSize,
      @Schema(
              nullable = true,
              enumeration = {"auto", "light", "dark"})
          String theme,
      @Schema(
              nullable = true,
              enumeration = {"latin", "khmer"})
          String numerals,
      @Schema(
              nullable = true,
              enumeration = {"auto", "reduced"})
          String motion,
      @Schema(nullable = true, description = "One that the caller is in.") UUID homeFarm) {}

  /** What is to be set for a farm. */
  @Schema(example = "{\"version\": 3, \"offline_alert_minutes\": 60, \"reason\": \"bad line\"}")
  record FarmSettingsRequest(
      @Schema(required = true, minimum = "0", description = SEEN) Long version,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason,
      @Schema(nullable = true, minimum = "5", maximum = "1440") Integer offlineAlertMinutes,
      @Schema(nullable = true, minimum = "5", maximum = "120") Integer realertMinutes,
      @Schema(
              nullable = true,
              minimum = "0",
              maximum = "7",
              description = "1 is Monday; on 0 no test is asked for.")
          Integer sirenTestDay,
      @Schema(nullable = true, minimum = "0", maximum = "22", description = "Of the farm's day.")
          Integer firmwareHour,
      @Schema(nullable = true, minimum = "1", maximum = "30") Integer uploadMinutes) {}

  /** What is to be set for the whole. */
  @Schema(example = "{\"version\": 0, \"message_days\": 90}")
  record ConfigurationRequest(
      @Schema(required = true, minimum = "0", description = SEEN) Long version,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason,
      @Schema(nullable = true, minimum = "7", maximum = "365") Integer messageDays,
      @Schema(nullable = true, minimum = "365", maximum = "1825") Integer messageKeptDays,
      @Schema(nullable = true, minimum = "1", maximum = "168") Integer eventHours,
      @Schema(nullable = true, minimum = "5", maximum = "300") Integer dashboardCacheS,
      @Schema(nullable = true, minimum = "7", maximum = "365") Integer exportKeptDays) {}

  /** Which farms have a feature. */
  @Schema(example = "{\"share\": 10, \"on_farms\": [], \"off_farms\": []}")
  record FeatureFarms(
      @Schema(required = true, minimum = "0", maximum = "100", description = "Percent of all.")
          Integer share,
      @Schema(description = "Have it whatever the share.") List<UUID> onFarms,
      @Schema(description = "Have it in no case.") List<UUID> offFarms) {}

  /** Which farms are to have which feature. */
  @Schema(example = "{\"version\": 0, \"planned_exports\": {\"share\": 100}}")
  record FeaturesRequest(
      @Schema(required = true, minimum = "0", description = SEEN) Long version,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason,
      FeatureFarms plannedExports,
      FeatureFarms liveReadings) {}

  /** To which version, and why. */
  @Schema(name = "SettingsRollbackRequest", example = "{\"version\": 3, \"reason\": \"a slip\"}")
  record RollbackRequest(
      @Schema(required = true, minimum = "1") Long version,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason) {}

  /** The version to go back to. */
  static long version(Body body) {
    var version = body.wholeOrNull("version");
    if (version == null) {
      throw body.wrong("version", "is missing");
    }
    return version;
  }

  /** Why, or null. */
  static String reason(Body body) {
    return body.textOrNull("reason", SettingChange.LONGEST_REASON);
  }
}
