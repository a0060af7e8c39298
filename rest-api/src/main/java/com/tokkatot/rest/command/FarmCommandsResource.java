package com.tokkatot.rest.command;

import com.tokkatot.command.CommandBatches;
import com.tokkatot.command.CommandHistory;
import com.tokkatot.command.FarmCommandView;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders seen from the whole farm. Source: requirements.md 2.6 C5 and C8. */
@Path("v1/farms/{farm}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class FarmCommandsResource {

  @Inject RequestContext context;
  @EJB CommandHistory history;
  @EJB CommandBatches batches;

  /** A farm's commands, newest first. */
  public record FarmCommandList(List<FarmCommandView> commands, int hours, int limit) {}

  @GET
  @Path("commands")
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(summary = "What a farm was told lately, newest first")
  public FarmCommandList list(
      @PathParam("farm") String farm,
      @QueryParam("hours") @DefaultValue("24") int hours,
      @QueryParam("device_id") String device,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var only = device == null ? null : PathIds.device(device);
    return new FarmCommandList(
        history.of(context.member().farmId(), only, hours, limit), hours, limit);
  }

  /** Answers 202, whatever became of each. */
  @POST
  @Path("devices/batch-command")
  @Limited(Limit.CONTROL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.COMMAND)
  @Operation(
      summary = "Ask many devices to do the same",
      description =
          "A result for each: one that is refused (status refused, error its code) does not"
              + " hinder the others. The idempotency_key becomes the batch's id.")
  @APIResponseSchema(
      value = CommandBatches.BatchView.class,
      responseCode = "202",
      responseDescription = "what became of each")
  public Response batch(
      @PathParam("farm") String farm, @RequestBodySchema(BatchBody.class) JsonValue json) {
    var view = batches.request(context.member(), BatchBody.read(json), context.origin());
    return Response.accepted(view).build();
  }
}
