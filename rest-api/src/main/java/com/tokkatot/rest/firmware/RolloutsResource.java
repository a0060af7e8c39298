package com.tokkatot.rest.firmware;

import com.tokkatot.farm.Permission;
import com.tokkatot.firmware.RolloutView;
import com.tokkatot.firmware.Rollouts;
import com.tokkatot.firmware.TargetView;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.Slice;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who gets which image, and how fast. Source: requirements.md 4, "Firmware: roll out". */
@ApplicationScoped
@Path("v1/staff/firmware/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Firmware")
public class RolloutsResource {

  private static final String HOW_MANY = "20";

  @Inject RequestContext context;
  @EJB Rollouts rollouts;

  /** Rollouts, the newest first. */
  public record RolloutListView(List<RolloutView> rollouts, int total) {}

  /** Nodes of a rollout, by wave. */
  public record TargetListView(List<TargetView> nodes, int total) {}

  @GET
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Operation(summary = "Rollouts, the newest first")
  public RolloutListView list(
      @QueryParam("limit") @DefaultValue(HOW_MANY) int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    Slice.check(limit, offset);
    return new RolloutListView(rollouts.all(limit, offset), rollouts.count());
  }

  /** Answers 201 with the new rollout. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Fails({ErrorCode.RELEASE_NOT_FOUND, ErrorCode.UPDATE_UNDER_WAY})
  @Operation(
      summary = "Roll firmware out",
      description =
          "Over the nodes of its board that run something older. It begins in the next night, at once, or with"
              + " not_before; a failed try is made again in the next night, or two hours later"
              + " when it need not be night: three times at most, and"
              + " twice at most when the node has rolled it back.")
  @APIResponseSchema(
      value = RolloutView.class,
      responseCode = "201",
      responseDescription = "the new rollout")
  public Response create(@RequestBodySchema(RolloutBody.class) JsonValue json) {
    var made =
        rollouts.create(context.caller().accountId(), RolloutBody.read(json), context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @Path("{rollout}")
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Operation(summary = "A rollout and how it fares")
  public RolloutView get(@PathParam("rollout") String rollout) {
    return rollouts.get(PathIds.rollout(rollout));
  }

  @GET
  @Path("{rollout}/nodes")
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Operation(summary = "How each of its nodes fares, by wave")
  public TargetListView nodes(
      @PathParam("rollout") String rollout,
      @QueryParam("limit") @DefaultValue(HOW_MANY) int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    Slice.check(limit, offset);
    var found = rollouts.get(PathIds.rollout(rollout));
    return new TargetListView(rollouts.targets(found.rolloutId(), limit, offset), found.nodes());
  }

  @POST
  @Path("{rollout}/pause")
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Fails(ErrorCode.ROLLOUT_OVER)
  @Operation(
      summary = "Make no new offers",
      description = "What nodes have been offered already goes on.")
  @APIResponseSchema(
      value = RolloutView.class,
      responseCode = "200",
      responseDescription = "the rollout as it is now")
  public RolloutView pause(@PathParam("rollout") String rollout) {
    return rollouts.pause(context.caller().accountId(), PathIds.rollout(rollout), context.origin());
  }

  @POST
  @Path("{rollout}/resume")
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Fails(ErrorCode.ROLLOUT_OVER)
  @Operation(
      summary = "Go on after a pause",
      description = "What has failed so far counts against it no more.")
  @APIResponseSchema(
      value = RolloutView.class,
      responseCode = "200",
      responseDescription = "the rollout as it is now")
  public RolloutView resume(@PathParam("rollout") String rollout) {
    return rollouts.resume(
        context.caller().accountId(), PathIds.rollout(rollout), context.origin());
  }

  @POST
  @Path("{rollout}/cancel")
  @Needs(Permission.ROLL_OUT_FIRMWARE)
  @Fails(ErrorCode.ROLLOUT_OVER)
  @Operation(
      summary = "End a rollout",
      description =
          "Nobody is offered it any more, and other rollouts may have its nodes. What nodes have"
              + " taken goes to its end.")
  @APIResponseSchema(
      value = RolloutView.class,
      responseCode = "200",
      responseDescription = "the rollout as it is now")
  public RolloutView cancel(@PathParam("rollout") String rollout) {
    return rollouts.cancel(
        context.caller().accountId(), PathIds.rollout(rollout), context.origin());
  }
}
