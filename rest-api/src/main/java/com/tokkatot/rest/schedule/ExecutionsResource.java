package com.tokkatot.rest.schedule;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.Slice;
import com.tokkatot.schedule.ExecutionFilter;
import com.tokkatot.schedule.Executions;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What came of schedules. Source: requirements.md 2.7 S6. */
@ApplicationScoped
@Path("v1/farms/{farm}/schedules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class ExecutionsResource {

  private static final int MOST_DAYS = 5 * 366;
  private static final String CSV = "text/csv";

  @Inject RequestContext context;
  @Inject InstantSource time;
  @EJB Executions executions;

  @GET
  @Path("{schedule}/executions")
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "What came of one schedule, the last planned first",
      description = "What is planned for the next hour is in it as pending.")
  public Executions.ExecutionList ofSchedule(
      @PathParam("farm") String farm,
      @PathParam("schedule") String schedule,
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    Slice.checkRange("days", days, 1, MOST_DAYS);
    var filter = new ExecutionFilter(PathIds.schedule(schedule), null, since(days), end());
    return executions.of(context.member(), filter, limit, offset);
  }

  @GET
  @Path("executions")
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.SCHEDULE_NOT_FOUND)
  @Operation(summary = "What came of a farm's schedules, by schedule, device and range")
  public Executions.ExecutionList list(
      @PathParam("farm") String farm,
      @QueryParam("schedule_id") String schedule,
      @QueryParam("device_id") String device,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return executions.of(context.member(), filter(schedule, device, from, to), limit, offset);
  }

  /** As a file for spreadsheets. */
  @GET
  @Path("executions/export")
  @Produces({CSV, MediaType.APPLICATION_JSON})
  @Limited(Limit.REPORT)
  @Needs(Permission.SEE_FARM_LOG)
  @Fails(ErrorCode.SCHEDULE_NOT_FOUND)
  @Operation(
      summary = "The same as a table for spreadsheets",
      description = "CSV, UTF-8, at most 100,000 lines. Who takes it is written down.")
  @APIResponse(
      responseCode = "200",
      description = "a line each, the last planned first",
      content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
  public Response export(
      @PathParam("farm") String farm,
      @QueryParam("schedule_id") String schedule,
      @QueryParam("device_id") String device,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    var csv =
        executions.csv(context.member(), filter(schedule, device, from, to), context.origin());
    return Response.ok(csv, CSV + ";charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"executions.csv\"")
        .build();
  }

  private ExecutionFilter filter(String schedule, String device, String from, String to) {
    return new ExecutionFilter(
        schedule == null ? null : Ids.parse("schedule_id", schedule),
        device == null ? null : Ids.parse("device_id", device),
        from == null ? since(30) : Words.instantOrNull("from", from),
        to == null ? end() : Words.instantOrNull("to", to));
  }

  private Instant since(int days) {
    return time.instant().minus(Duration.ofDays(days));
  }

  /** What is planned already is in it. */
  private Instant end() {
    return time.instant().plus(Duration.ofDays(1));
  }
}
