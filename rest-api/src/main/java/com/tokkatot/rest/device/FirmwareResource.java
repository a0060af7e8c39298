package com.tokkatot.rest.device;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which firmware a device's board runs. Source: requirements.md 2.5, D8. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/firmware")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class FirmwareResource {

  @Inject RequestContext context;
  @EJB Devices devices;

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

  @GET
  @Needs(Permission.SEE_FIRMWARE)
  @Operation(summary = "Which firmware a device's board runs")
  public FirmwareView firmware(@PathParam("farm") String farm, @PathParam("device") String device) {
    var found = devices.in(context.member().farmId(), PathIds.device(device));
    var board = found.board();
    return new FirmwareView(
        found.id(), board.firmwareVersion(), null, false, null, "idle", board.lastHeardAt());
  }
}
