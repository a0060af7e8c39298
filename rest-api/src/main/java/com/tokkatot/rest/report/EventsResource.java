package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.FarmLog;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened on a farm. Source: requirements.md 2.9 R5. */
@ApplicationScoped
@Path("v1/farms/{farm}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class EventsResource {

  @Inject RequestContext context;
  @EJB FarmLog log;

  @GET
  @Needs(Permission.SEE_FARM_LOG)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "What people, devices and the system did on a farm, newest first",
      description =
          "The last 1 to 365 days; at most 500 at once, and limit and offset 100,000 together.")
  public FarmLog.EventList list(
      @PathParam("farm") String farm,
      @QueryParam("event_type") String type,
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return log.of(context.member().farmId(), type, days, limit, offset);
  }
}
