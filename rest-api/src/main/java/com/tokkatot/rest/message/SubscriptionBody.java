package com.tokkatot.rest.message;

import com.tokkatot.message.QuietHours;
import com.tokkatot.message.SubscriptionDraft;
import com.tokkatot.shared.Body;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people say about a subscription: as the document shows it, and how it is read. */
@Schema(
    name = "SubscriptionRequest",
    example =
        "{\"alert_type\": \"temperature_high\", \"is_enabled\": true,"
            + " \"quiet_hours_start\": \"20:00\", \"quiet_hours_end\": \"06:00\"}")
record SubscriptionBody(
    @Schema(description = "For example temperature_high or node_offline; all: the others.")
        String alertType,
    @Schema(
            enumeration = {"in_app", "push"},
            description = "Both are the same.")
        String channel,
    @Schema(description = "False: only urgent ones come.") boolean isEnabled,
    @Schema(nullable = true, description = "For example 20:00, in the caller's zone.")
        String quietHoursStart,
    @Schema(nullable = true, description = "Before the start: the next morning.")
        String quietHoursEnd) {

  private static final String CHANNEL = "in_app";
  private static final int LONGEST = 50;

  /** A new subscription. */
  static SubscriptionDraft whole(Body body) {
    return new SubscriptionDraft(
        body.text("alert_type", LONGEST),
        body.has("channel") ? body.text("channel", LONGEST) : CHANNEL,
        body.flagOr("is_enabled", true),
        quiet(body, null));
  }

  /** A subscription with what a change says; a field that is not mentioned stays. */
  static SubscriptionDraft over(SubscriptionDraft now, Body body) {
    return new SubscriptionDraft(
        body.has("alert_type") ? body.text("alert_type", LONGEST) : now.alertType(),
        body.has("channel") ? body.text("channel", LONGEST) : now.channel(),
        body.flagOr("is_enabled", now.isEnabled()),
        quiet(body, now.quiet()));
  }

  private static QuietHours quiet(Body body, QuietHours now) {
    return QuietHours.of(
        time(body, "quiet_hours_start", now == null ? null : now.start().toString()),
        time(body, "quiet_hours_end", now == null ? null : now.end().toString()));
  }

  private static String time(Body body, String field, String now) {
    return body.mentions(field) ? body.textOrNull(field, LONGEST) : now;
  }
}
