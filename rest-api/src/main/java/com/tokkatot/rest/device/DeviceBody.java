package com.tokkatot.rest.device;

import com.tokkatot.device.DevicePlace;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to be said of a device from now on: as the document shows it, and how it is read. */
@Schema(
    name = "DeviceChange",
    example = "{\"name\": \"ម៉ាស៊ីនបូមទឹក 1\", \"location\": \"beside the well\"}")
record DeviceBody(
    @Schema(maxLength = DevicePlace.LONGEST_NAME) String name,
    @Schema(nullable = true, maxLength = DevicePlace.LONGEST_LOCATION) String location,
    @Schema(description = "Staff only.") UUID nodeId,
    @Schema(nullable = true, description = "Staff only.", minimum = "1", maximum = "16")
        Integer channel,
    @Schema(nullable = true, description = "Staff only.") UUID coopId) {

  /** A device to be installed. */
  @Schema(
      name = "NewDevice",
      example =
          "{\"node_id\": \"0199f1c2-7a3b-7c4d-8e5f-0123456789ab\", \"kind\": \"pump\","
              + " \"channel\": 1, \"name\": \"ម៉ាស៊ីនបូមទឹក 1\"}")
  record New(
      @Schema(required = true) UUID nodeId,
      @Schema(
              required = true,
              enumeration = {
                "pump",
                "feeder",
                "light",
                "fan",
                "heater",
                "conveyor",
                "siren",
                "dht22",
                "water_level",
                "scale",
                "motion",
                "flow"
              })
          String kind,
      @Schema(
              nullable = true,
              description = "What is usual for its kind when it is not said.",
              enumeration = {"gpio", "relay", "pwm", "adc", "servo", "sensor"})
          String type,
      @Schema(required = true, maxLength = DevicePlace.LONGEST_NAME) String name,
      @Schema(nullable = true, minimum = "1", maximum = "16") Integer channel,
      @Schema(nullable = true) UUID coopId,
      @Schema(nullable = true, maxLength = DevicePlace.LONGEST_LOCATION) String location) {}

  static DevicePlace whole(Body body) {
    return new DevicePlace(
        body.textOrNull("name", 2 * DevicePlace.LONGEST_NAME),
        body.textOrNull("location", 2 * DevicePlace.LONGEST_LOCATION),
        body.idOrNull("node_id"),
        channel(body),
        body.idOrNull("coop_id"));
  }

  static DevicePlace over(DevicePlace now, Body body) {
    return new DevicePlace(
        body.mentions("name") ? body.textOrNull("name", 2 * DevicePlace.LONGEST_NAME) : now.name(),
        body.mentions("location")
            ? body.textOrNull("location", 2 * DevicePlace.LONGEST_LOCATION)
            : now.location(),
        body.mentions("node_id") ? body.idOrNull("node_id") : now.nodeId(),
        body.mentions("channel") ? channel(body) : now.channel(),
        body.mentions("coop_id") ? body.idOrNull("coop_id") : now.coopId());
  }

  /** Null when it is not there. */
  static Integer channel(Body body) {
    var whole = body.wholeOrNull("channel");
    if (whole != null && (whole < 1 || whole > DevicePlace.CHANNELS)) {
      throw new Invalid("channel", "must be 1 to " + DevicePlace.CHANNELS);
    }
    return whole == null ? null : whole.intValue();
  }
}
