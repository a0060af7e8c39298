package com.tokkatot.rest.schedule;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.schedule.Drafts;
import com.tokkatot.schedule.OverlapView;
import com.tokkatot.schedule.Templates;
import com.tokkatot.shared.Ids;
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
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What schedules are going to do, and would do. Source: schedules.md. */
@ApplicationScoped
@Path("v1/farms/{farm}/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class ScheduleOutlookResource {

  @Inject RequestContext context;
  @Inject InstantSource time;
  @EJB Drafts drafts;
  @EJB Templates templates;

  /** Whom a draft would meet. */
  public record ConflictList(List<OverlapView> warnings, int total) {}

  @GET
  @Path("upcoming")
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(
      summary = "What the clock alone tells of the next seven days, the earliest first",
      description = "What waits for readings is not in it.")
  public Drafts.TurnList upcoming(
      @PathParam("farm") String farm,
      @QueryParam("device_id") String device,
      @QueryParam("days") @DefaultValue("7") int days,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var only = device == null ? null : PathIds.device(device);
    return drafts.upcoming(context.member(), only, days, limit);
  }

  /** A draft is judged like what is saved; nothing is written. */
  @POST
  @Path("dry-run")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails({ErrorCode.SCHEDULE_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "What a draft would do in the next seven days, and whom it would meet",
      description = "With replaces it is taken for a change of that schedule.")
  @APIResponseSchema(
      value = Drafts.DryRun.class,
      responseCode = "200",
      responseDescription = "its turns, its condition now, its warnings")
  public Drafts.DryRun dryRun(
      @PathParam("farm") String farm,
      @QueryParam("replaces") String replaces,
      @RequestBodySchema(ScheduleBody.class) JsonValue json) {
    return drafts.dryRun(
        context.member(), replaced(replaces), ScheduleBody.read(json, time.instant()));
  }

  @POST
  @Path("conflicts")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.SCHEDULE)
  @Fails({ErrorCode.SCHEDULE_NOT_FOUND, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Whom a draft would meet",
      description = "With replaces it is taken for a change of that schedule.")
  @APIResponseSchema(
      value = ConflictList.class,
      responseCode = "200",
      responseDescription = "once for each other schedule and device")
  public ConflictList conflicts(
      @PathParam("farm") String farm,
      @QueryParam("replaces") String replaces,
      @RequestBodySchema(ScheduleBody.class) JsonValue json) {
    var draft = ScheduleBody.read(json, time.instant());
    var found = drafts.conflicts(context.member(), replaced(replaces), draft);
    return new ConflictList(found, found.size());
  }

  @GET
  @Path("templates")
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(
      summary = "Schedules to begin with, for the devices that the farm has",
      description = "What they say of climate is meant for grown birds: ask your adviser.")
  public Templates.TemplateList templates(
      @PathParam("farm") String farm, @QueryParam("device_id") String device) {
    return templates.of(context.member(), device == null ? null : PathIds.device(device));
  }

  private static UUID replaced(String replaces) {
    return replaces == null ? null : Ids.parse("replaces", replaces);
  }
}
