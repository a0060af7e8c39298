package com.tokkatot.rest.device;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.usage.Maintenance;
import com.tokkatot.usage.MaintenanceView;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was done to devices. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class MaintenanceResource {

  private static final int LONGEST_NOTE = 500;

  @Inject RequestContext context;
  @EJB Maintenance maintenance;

  /** What was done to a device, the newest line first. */
  public record MaintenanceList(List<MaintenanceView> maintenance, int limit, int offset) {}

  /** What was done, and when. */
  @Schema(example = "{\"note\": \"Impeller cleaned\", \"done_at\": \"2026-03-01T06:00:00Z\"}")
  record MaintenanceRequest(
      @Schema(required = true, maxLength = LONGEST_NOTE) String note,
      @Schema(nullable = true, description = "Now when it is not said.") Instant doneAt) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What was done to a device, the newest line first")
  public MaintenanceList list(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    var found = maintenance.of(context.member().farmId(), PathIds.device(device), limit, offset);
    return new MaintenanceList(found, limit, offset);
  }

  /** Answers 201 with the line. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Operation(
      summary = "Note that a device was looked after",
      description = "Its next service is counted from now on.")
  @APIResponseSchema(
      value = MaintenanceView.class,
      responseCode = "201",
      responseDescription = "the line")
  public Response note(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(MaintenanceRequest.class) JsonValue json) {
    var body = Body.of(json);
    var line =
        maintenance.note(
            context.member(),
            PathIds.device(device),
            body.instantOrNull("done_at"),
            body.text("note", LONGEST_NOTE),
            context.origin());
    return Response.status(Response.Status.CREATED).entity(line).build();
  }
}
