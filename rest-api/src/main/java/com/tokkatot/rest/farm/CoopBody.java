package com.tokkatot.rest.farm;

import com.tokkatot.farm.CoopDetails;
import com.tokkatot.farm.FlockDetails;
import com.tokkatot.rules.climate.HouseMode;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people say about a coop: as the document shows it, and how it is read. */
@Schema(
    name = "CoopRequest",
    example =
        "{\"name\": \"ទ្រុង 2\", \"flock\": {\"breed\": \"Cobb 500\","
            + " \"placed_at\": \"2026-02-20\", \"count\": 1200}}")
record CoopBody(
    @Schema(maxLength = CoopDetails.LONGEST_NAME) String name,
    @Schema(
            enumeration = {"empty", "pre_heat", "growth", "catching"},
            description = "What the house is used for just now, which its climate follows.")
        String houseMode,
    Flock flock) {

  /** The birds. */
  @Schema(name = "FlockRequest")
  record Flock(
      @Schema(maxLength = FlockDetails.LONGEST_BREED) String breed,
      @Schema(description = "Day of placement.", example = "2026-02-20") LocalDate placedAt,
      @Schema(description = "Birds placed.", minimum = "1", maximum = "1000000") int count) {}

  static CoopDetails whole(Body body) {
    return new CoopDetails(
        body.text("name", CoopDetails.LONGEST_NAME),
        body.has("house_mode") ? body.word("house_mode", HouseMode.class) : HouseMode.GROWTH,
        flock(body));
  }

  static CoopDetails over(CoopDetails now, Body body) {
    var birds = body.mentions("flock") ? now.with(flock(body)) : now;
    return new CoopDetails(
        body.mentions("name") ? body.text("name", CoopDetails.LONGEST_NAME) : now.name(),
        body.mentions("house_mode") ? body.word("house_mode", HouseMode.class) : birds.houseMode(),
        birds.flock());
  }

  /** Null when it is not there. */
  static LocalDate day(Body body, String field) {
    var text = body.textOrNull(field, 10);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new Invalid(field, "must be a day as in 2026-02-20");
    }
  }

  /** 0 when it is not there. */
  static int count(Body body) {
    var whole = body.wholeOrNull("count");
    if (whole != null && Math.abs(whole) > FlockDetails.MOST) {
      throw new Invalid("count", "is too large");
    }
    return whole == null ? 0 : whole.intValue();
  }

  private static FlockDetails flock(Body body) {
    if (!body.has("flock")) {
      return null;
    }
    var flock = body.inside("flock");
    return new FlockDetails(
        flock.text("breed", FlockDetails.LONGEST_BREED), day(flock, "placed_at"), count(flock));
  }
}
