package com.tokkatot.rest.schedule;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.schedule.Runs;
import com.tokkatot.schedule.ScheduleDraft;
import com.tokkatot.schedule.ScheduleView;
import com.tokkatot.schedule.Schedules;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to happen by itself. Source: requirements.md 2.7; schedules.md. */
@ApplicationScoped
@Path("v1/farms/{farm}/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class SchedulesResource {

  @Inject RequestContext context;
  @Inject InstantSource time;
  @EJB Schedules schedules;
  @EJB Runs runs;

  @GET
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(summary = "A farm's schedules, in the order in which they were made")
  public Schedules.ScheduleList list(
      @PathParam("farm") String farm,
      @QueryParam("device_id") String device,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    var only = device == null ? null : PathIds.device(device);
    return schedules.of(context.member(), only, limit, offset);
  }

  @GET
  @Path("{schedule}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One schedule")
  public ScheduleView get(@PathParam("farm") String farm, @PathParam("schedule") String schedule) {
    return schedules.get(context.member(), PathIds.schedule(schedule));
  }

  /** Answers 201 with the new schedule. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(
      summary = "Make a schedule",
      description =
          "Each kind has its own fields; one that means nothing there is refused by its name."
              + " Whom it meets is a warning.")
  @APIResponseSchema(
      value = Schedules.Saved.class,
      responseCode = "201",
      responseDescription = "the new schedule, and whom it meets")
  public Response create(
      @PathParam("farm") String farm, @RequestBodySchema(ScheduleBody.class) JsonValue json) {
    var draft = ScheduleBody.read(json, time.instant());
    var made =
        schedules.create(context.member(), draft, ScheduleBody.reason(json), context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{schedule}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(
      summary = "Change a schedule, or switch it on or off",
      description =
          "A field that is not mentioned stays, null takes it away. A change that says"
              + " schedule_type says all of the plan. Each change is a version of its own.")
  public Schedules.Saved change(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @RequestBodySchema(ScheduleBody.class) JsonValue json) {
    var body = Body.of(json).json();
    return schedules.change(
        context.member(),
        PathIds.schedule(schedule),
        now -> now.over(body, time.instant()),
        ScheduleBody.reason(json),
        context.origin());
  }

  @DELETE
  @Path("{schedule}")
  @Needs(Permission.SCHEDULE)
  @Operation(summary = "Delete a schedule; what it did is kept")
  public void delete(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @QueryParam("reason") String reason) {
    schedules.delete(context.member(), PathIds.schedule(schedule), why(reason), context.origin());
  }

  private static String why(String reason) {
    if (reason != null && reason.length() > Schedules.LONGEST_REASON) {
      throw new Invalid("reason", "must have 1 to " + Schedules.LONGEST_REASON + " characters");
    }
    return reason;
  }

  /** What the copy is called. */
  @Schema(example = "{\"name\": \"ចំណីល្ងាច\"}")
  record CopyRequest(
      @Schema(nullable = true, maxLength = ScheduleDraft.LONGEST_NAME) String name) {}

  /** Answers 201 with the copy. */
  @POST
  @Path("{schedule}/duplicate")
  @Consumes(MediaType.WILDCARD)
  @Needs(Permission.SCHEDULE)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(
      summary = "Copy a schedule",
      description = "The copy is off until somebody has looked at it.")
  @APIResponseSchema(
      value = Schedules.Saved.class,
      responseCode = "201",
      responseDescription = "the copy, and whom it meets")
  public Response duplicate(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @RequestBodySchema(CopyRequest.class) String json) {
    var name = Body.orEmpty(json).textOrNull("name", 2 * ScheduleDraft.LONGEST_NAME);
    var made =
        schedules.duplicate(context.member(), PathIds.schedule(schedule), name, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  /** Who asks again says so. */
  @Schema(example = "{\"idempotency_key\": \"019a3c5e-7d0e-7c3b-9a51-2f1d3f0a9b10\"}")
  record RunRequest(
      @Schema(nullable = true, description = "Two requests with one are one.")
          UUID idempotencyKey) {}

  /** Answers 202: the orders are written down and on their way. */
  @POST
  @Path("{schedule}/execute-now")
  @Consumes(MediaType.WILDCARD)
  @Limited(Limit.CONTROL)
  @Needs(Permission.SCHEDULE)
  @Operation(
      summary = "Do now what a schedule does in its turn",
      description =
          "An order of high priority to each of its devices, all at once; each has a result of its"
              + " own.")
  @APIResponseSchema(
      value = Runs.Run.class,
      responseCode = "202",
      responseDescription = "what became of each device's part")
  public Response executeNow(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @RequestBodySchema(RunRequest.class) String json) {
    var key = Body.orEmpty(json).idOrNull("idempotency_key");
    var run = runs.now(context.member(), PathIds.schedule(schedule), key, context.origin());
    return Response.accepted(run).build();
  }
}
