package com.tokkatot.message;

import com.tokkatot.alert.Alerts;
import com.tokkatot.shared.Invalid;
import java.util.Set;

/**
 * What a member wants to be told of one type of alert.
 *
 * @param alertType for example {@code temperature_high}; {@code all}: types without a wish
 * @param channel {@code in_app}, or {@code push}, which is the same: farm alerts leave by no other
 * @param isEnabled false: only urgent ones come
 * @param quiet or null
 */
public record SubscriptionDraft(
    String alertType, String channel, boolean isEnabled, QuietHours quiet) {

  /** For types that have no row of their own. */
  public static final String ALL = "all";

  static final String CHANNEL = "in_app";
  private static final Set<String> SAME_CHANNELS = Set.of(CHANNEL, "push");

  /**
   * @throws Invalid naming the field that is wrong
   */
  public SubscriptionDraft {
    if (!alertType.equals(ALL) && !Alerts.isType(alertType)) {
      throw new Invalid("alert_type", "is no type of alert");
    }
    if (!SAME_CHANNELS.contains(channel)) {
      throw new Invalid("channel", "must be in_app: alerts do not leave the app");
    }
    channel = CHANNEL;
  }
}
