package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmDetails;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be said from now on; what is not mentioned stays. Read by {@link FarmBody}. */
@Schema(example = "{\"name\": \"Sok's farm\", \"description\": null}")
record FarmChange(
    @Schema(maxLength = FarmDetails.LONGEST_NAME) String name,
    @Schema(nullable = true, maxLength = FarmDetails.LONGEST_LOCATION) String location,
    @Schema(nullable = true, description = "Degrees north, together with longitude.")
        Double latitude,
    @Schema(nullable = true, description = "Degrees east.") Double longitude,
    @Schema(description = "IANA zone.", defaultValue = FarmDetails.DEFAULT_TIMEZONE)
        String timezone,
    @Schema(nullable = true, maxLength = FarmDetails.LONGEST_DESCRIPTION) String description,
    @Schema(nullable = true, description = "https", maxLength = FarmDetails.LONGEST_URL)
        String imageUrl) {}
