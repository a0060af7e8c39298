package com.tokkatot.rest.firmware;

import com.tokkatot.firmware.RolloutRequest;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rollout as it is asked for. */
@Schema(
    example =
        "{\"release_id\": \"0199b6a0-0000-7000-8000-0000000000f1\", \"name\": \"March\","
            + " \"waves\": [1, 10, 50, 100], \"most_failures_percent\": 5,"
            + " \"not_before\": \"2026-03-01T15:00:00Z\"}")
record RolloutBody(
    @Schema(required = true) UUID releaseId,
    @Schema(maxLength = LONGEST_NAME, description = "Board and version when it is left out.")
        String name,
    @Schema(maxItems = MOST_IDS, description = "Only nodes of these farms; of all by default.")
        List<UUID> farmIds,
    @Schema(maxItems = MOST_IDS, description = "Only these nodes.") List<UUID> nodeIds,
    @Schema(
            maxItems = RolloutRequest.MOST_WAVES,
            description =
                "Percent of the nodes that each wave reaches up to, the last one 100; 1, 10, 50,"
                    + " 100 by default. A wave begins when every node of the one before has its"
                    + " end.")
        List<Integer> waves,
    @Schema(
            minimum = "0",
            maximum = "100",
            description =
                "Of the nodes of the waves so far; more failed tries pause it. 5 by default.")
        Integer mostFailuresPercent,
    @Schema(
            defaultValue = "true",
            description =
                "From 02:00 to 04:00 of each farm only; false by default when it is urgent.")
        Boolean atNight,
    @Schema(nullable = true, description = "No offer goes out earlier.") Instant notBefore,
    @Schema(nullable = true, description = "No node is restarted into it later.") Instant notAfter,
    @Schema(
            defaultValue = "false",
            description =
                "It cannot wait for the night: it goes out by day too. Each farm's people get one"
                    + " important message when the first of their boards is next (alert"
                    + " firmware_due), and no board of theirs is offered it for an hour from then.")
        Boolean urgent,
    @Schema(
            maxLength = LONGEST_REASON,
            nullable = true,
            description = "Why, for staff and the audit log; needed when it is urgent.")
        String urgentReason) {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 200;
  private static final int MOST_IDS = 1_000;
  private static final int PERCENT = 100;

  /**
   * @throws Invalid naming the field that is missing or wrong
   */
  static RolloutRequest read(JsonValue json) {
    var body = Body.of(json);
    var releaseId = body.idOrNull("release_id");
    if (releaseId == null) {
      throw body.wrong("release_id", "is missing");
    }
    var waves = body.wholes("waves", RolloutRequest.MOST_WAVES);
    var failures = body.wholeOrNull("most_failures_percent");
    if (failures != null && (failures < 0 || failures > PERCENT)) {
      throw body.wrong("most_failures_percent", "must be 0 to 100");
    }
    var isUrgent = body.flagOr("urgent", false);
    var reason = body.textOrNull("urgent_reason", LONGEST_REASON);
    if (isUrgent && (reason == null || reason.isBlank())) {
      throw body.wrong("urgent_reason", "is missing");
    }
    if (!isUrgent && reason != null) {
      throw body.wrong("urgent_reason", "is for what is urgent");
    }
    return new RolloutRequest(
        releaseId,
        body.textOrNull("name", LONGEST_NAME),
        body.ids("farm_ids", MOST_IDS),
        body.ids("node_ids", MOST_IDS),
        waves.isEmpty() ? RolloutRequest.USUAL_WAVES : waves,
        failures == null ? RolloutRequest.USUAL_FAILURES : failures.intValue(),
        body.flagOr("at_night", !isUrgent),
        body.instantOrNull("not_before"),
        body.instantOrNull("not_after"),
        reason);
  }
}
