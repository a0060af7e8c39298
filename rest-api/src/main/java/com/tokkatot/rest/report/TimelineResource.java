package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.Timeline;
import com.tokkatot.report.Timelines;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** When a device was on and off. Source: seed, "Data service". */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/timeline")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class TimelineResource {

  @Inject RequestContext context;
  @EJB Timelines timelines;

  @GET
  @Needs(Permission.SEE_FARM)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "What a device was in, state by state",
      description =
          "Of the last day unless asked otherwise; kept for five years. When is_whole is false, ask"
              + " again from where the answer ends.")
  public Timeline timeline(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    return timelines.of(
        context.member().farmId(),
        PathIds.device(device),
        Words.instantOrNull("from", from),
        Words.instantOrNull("to", to),
        limit);
  }
}
