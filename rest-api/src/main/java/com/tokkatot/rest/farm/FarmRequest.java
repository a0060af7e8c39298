package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmDetails;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people say about a farm, as the document shows it; read by {@link FarmBody}. */
@Schema(
    example =
        "{\"name\": \"កសិដ្ឋានសុខ\", \"location\": \"Takeo\", \"latitude\": 10.9908,"
            + " \"longitude\": 104.785, \"timezone\": \"Asia/Phnom_Penh\"}")
record FarmRequest(
    @Schema(required = true, maxLength = FarmDetails.LONGEST_NAME) String name,
    @Schema(nullable = true, maxLength = FarmDetails.LONGEST_LOCATION) String location,
    @Schema(nullable = true, description = "Degrees north, together with longitude.")
        Double latitude,
    @Schema(nullable = true, description = "Degrees east.") Double longitude,
    @Schema(description = "IANA zone.", defaultValue = FarmDetails.DEFAULT_TIMEZONE)
        String timezone,
    @Schema(nullable = true, maxLength = FarmDetails.LONGEST_DESCRIPTION) String description,
    @Schema(nullable = true, description = "https", maxLength = FarmDetails.LONGEST_URL)
        String imageUrl) {}
