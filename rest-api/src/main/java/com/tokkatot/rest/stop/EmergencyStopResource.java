package com.tokkatot.rest.stop;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Ids;
import com.tokkatot.stop.AskedStop;
import com.tokkatot.stop.EmergencyStops;
import com.tokkatot.stop.StopView;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Stopping everything that moves or heats. Source: requirements.md 2.6; schedules.md, "Who wins".
 */
@ApplicationScoped
@Path("v1/farms/{farm}/emergency-stop")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Emergency stop")
public class EmergencyStopResource {

  private static final int LONGEST_REASON = 200;

  @Inject RequestContext context;
  @EJB EmergencyStops stops;

  /** The stops that hold or are asked for, the oldest first. */
  public record StopListView(boolean isStopped, List<StopView> stops) {

    static StopListView of(List<StopView> stops) {
      return new StopListView(!stops.isEmpty(), stops);
    }
  }

  /** What to stop. */
  @Schema(example = "{\"reason\": \"smoke in coop 1\"}")
  record StopRequest(
      @Schema(nullable = true, description = "One coop; the whole farm when it is not said.")
          UUID coopId,
      @Schema(nullable = true, maxLength = LONGEST_REASON) String reason) {}

  /** Which stop. */
  @Schema(example = "{}")
  record PlaceRequest(
      @Schema(nullable = true, description = "One coop; the farm's own when it is not said.")
          UUID coopId) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What is stopped, since when and by whom")
  public StopListView get(@PathParam("farm") String farm) {
    return StopListView.of(stops.active(context.member()));
  }

  @POST
  @Limited(Limit.CONTROL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.COMMAND)
  @Fails(ErrorCode.COOP_NOT_FOUND)
  @Operation(
      summary = "Stop everything that moves or heats, on the farm or in one coop",
      description =
          "Fans too; they go back to work after five minutes unless it is renewed. Lights and the"
              + " siren go on. Asked again it is the same stop, and holds the fans anew. A hub that"
              + " is away, and nodes that are, stop when they come back.")
  public AskedStop stop(
      @PathParam("farm") String farm, @RequestBodySchema(StopRequest.class) JsonValue json) {
    var body = Body.of(json);
    return stops.stop(
        context.member(),
        body.idOrNull("coop_id"),
        body.textOrNull("reason", LONGEST_REASON),
        context.origin());
  }

  @POST
  @Path("renew")
  @Limited(Limit.CONTROL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.COMMAND)
  @Operation(
      summary = "Hold the fans for five minutes more",
      description = "Changes nothing where nothing is stopped. Answers what is stopped now.")
  public StopListView renew(
      @PathParam("farm") String farm, @RequestBodySchema(PlaceRequest.class) JsonValue json) {
    return StopListView.of(
        stops.renew(context.member(), Body.of(json).idOrNull("coop_id"), context.origin()));
  }

  @DELETE
  @Limited(Limit.CONTROL)
  @Needs(Permission.RELEASE_STOP)
  @Operation(
      summary = "Let go what the app has stopped",
      description =
          "Nothing but fans starts again by itself. A stop of a button is released at the button."
              + " Answers what is still stopped; until the hub confirms, the stop is releasing.")
  public StopListView release(
      @PathParam("farm") String farm, @QueryParam("coop_id") String coopId) {
    return StopListView.of(
        stops.release(
            context.member(),
            coopId == null ? null : Ids.parse("coop_id", coopId),
            context.origin()));
  }
}
