package com.tokkatot.rest.schedule;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.schedule.Schedules;
import com.tokkatot.schedule.Versions;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What schedules said before, and many of them at once. Source: schedules.md. */
@ApplicationScoped
@Path("v1/farms/{farm}/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class ScheduleVersionsResource {

  private static final int MOST_AT_ONCE = 100;

  @Inject RequestContext context;
  @Inject InstantSource time;
  @EJB Schedules schedules;
  @EJB Versions versions;

  @GET
  @Path("{schedule}/versions")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "Who changed a schedule when, why and to what, the newest first")
  public Versions.VersionList list(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return versions.of(context.member(), PathIds.schedule(schedule), limit, offset);
  }

  /** To which version, and why. */
  @Schema(example = "{\"version\": 3, \"reason\": \"the old times were better\"}")
  record RollbackRequest(
      @Schema(required = true, minimum = "1") Long version,
      @Schema(nullable = true, maxLength = Schedules.LONGEST_REASON) String reason) {}

  @POST
  @Path("{schedule}/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails({ErrorCode.VERSION_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Go back to what an earlier version said",
      description = "That makes a new version; what it says must still fit the farm.")
  public Schedules.Saved rollBack(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @RequestBodySchema(RollbackRequest.class) JsonValue json) {
    var body = Body.of(json);
    var version = body.wholeOrNull("version");
    if (version == null) {
      throw body.wrong("version", "is missing");
    }
    return schedules.rollBack(
        context.member(),
        PathIds.schedule(schedule),
        version,
        body.textOrNull("reason", Schedules.LONGEST_REASON),
        context.origin());
  }

  /** Which ones, and what is to be so for all of them. */
  @Schema(
      example =
          "{\"schedule_ids\": [\"0199f1c2-7a3b-7c4d-8e5f-0123456789ab\"], \"is_enabled\": false,"
              + " \"reason\": \"no birds until May\"}")
  record BulkRequest(
      @Schema(required = true, maxItems = MOST_AT_ONCE) List<UUID> scheduleIds,
      @Schema(nullable = true) Boolean isEnabled,
      @Schema(nullable = true, minimum = "0", maximum = "10") Integer priority,
      @Schema(nullable = true, minimum = "0", maximum = "3600", description = "Seconds.")
          Integer misfireGrace,
      @Schema(nullable = true, maxLength = Schedules.LONGEST_REASON) String reason) {}

  @PUT
  @Path("bulk")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(
      summary = "Switch many schedules on or off, or change what they share",
      description = "Each has a result of its own; one that is not there does not hinder others.")
  public Schedules.Bulk changeAll(
      @PathParam("farm") String farm, @RequestBodySchema(BulkRequest.class) JsonValue json) {
    var body = Body.of(json);
    var ids = body.ids("schedule_ids", MOST_AT_ONCE);
    if (ids.isEmpty()) {
      throw body.wrong("schedule_ids", "must name a schedule");
    }
    var change = body.only("is_enabled", "priority", "misfire_grace");
    if (change.isEmpty()) {
      throw body.wrong("is_enabled", "or priority or misfire_grace must be there");
    }
    return schedules.changeAll(
        context.member(),
        ids,
        now -> now.over(change, time.instant()),
        body.textOrNull("reason", Schedules.LONGEST_REASON),
        context.origin());
  }
}
