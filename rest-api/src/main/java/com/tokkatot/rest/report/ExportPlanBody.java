package com.tokkatot.rest.report;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people say about a planned export, as the document shows it. */
@Schema(
    name = "ExportPlanRequest",
    example = "{\"type\": \"events\", \"format\": \"csv\", \"every\": \"week\"}")
record ExportPlanBody(
    @Schema(
            enumeration = {
              "device_metrics",
              "device_usage",
              "farm_performance",
              "readings",
              "events"
            })
        String type,
    @Schema(enumeration = {"csv", "json", "pdf"}) String format,
    @Schema(nullable = true, description = "Whose; of events and farm_performance nobody's.")
        UUID deviceId,
    @Schema(enumeration = {"day", "week"}) String every) {}
