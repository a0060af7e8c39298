package com.tokkatot.rest.device;

import com.tokkatot.farm.Permission;
import com.tokkatot.firmware.DeviceFirmware;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which firmware a device's board runs, and its update. Source: requirements.md 2.5, D8, D9. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/firmware")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class FirmwareResource {

  private static final int LONGEST_VERSION = 20;

  @Inject RequestContext context;
  @EJB DeviceFirmware firmware;

  /**
   * Which firmware a device's board runs.
   *
   * @param currentVersion by the board's own account, or null if it never spoke
   * @param availableVersion null: there is none to be had
   */
  public record FirmwareView(
      UUID deviceId,
      String currentVersion,
      @Schema(nullable = true) String availableVersion,
      boolean updateAvailable,
      @Schema(nullable = true) String releaseNotes,
      String updateStatus,
      @Schema(nullable = true) Instant lastChecked) {}

  /** An update that is wanted. */
  @Schema(example = "{\"target_version\": \"2.1.0\", \"schedule_at\": \"2026-03-01T15:00:00Z\"}")
  record FirmwareUpdate(
      @Schema(required = true, maxLength = LONGEST_VERSION) String targetVersion,
      @Schema(nullable = true, description = "Not earlier; at once by default.")
          Instant scheduleAt) {}

  @GET
  @Needs(Permission.SEE_FIRMWARE)
  @Operation(
      summary = "Which firmware a device's board runs",
      description =
          "update_status: idle, scheduled, downloading, installing, success, failed or"
              + " rolled_back.")
  public FirmwareView firmware(@PathParam("farm") String farm, @PathParam("device") String device) {
    var found = firmware.of(context.member().farmId(), PathIds.device(device));
    return new FirmwareView(
        found.deviceId(),
        found.currentVersion(),
        found.availableVersion(),
        found.updateAvailable(),
        found.releaseNotes(),
        found.updateStatus(),
        found.lastChecked());
  }

  /** Answers 202: it is written down, and not yet done. */
  @POST
  @Path("update")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.UPDATE_FIRMWARE)
  @Fails(ErrorCode.UPDATE_UNDER_WAY)
  @Operation(
      summary = "Update a device's board",
      description =
          "With all devices it carries; the version must be published for it. update_id is a"
              + " rollout of this board alone.")
  @APIResponseSchema(
      value = DeviceFirmware.Planned.class,
      responseCode = "202",
      responseDescription = "the update")
  public Response update(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(FirmwareUpdate.class) JsonValue json) {
    var body = Body.of(json);
    var planned =
        firmware.update(
            context.member(),
            PathIds.device(device),
            body.text("target_version", LONGEST_VERSION),
            body.instantOrNull("schedule_at"),
            context.origin());
    return Response.accepted(planned).build();
  }
}
