package com.tokkatot.rest.report;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.report.ConsumptionReport;
import com.tokkatot.report.ConsumptionReports;
import com.tokkatot.report.DeviceMetrics;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What birds drank and ate. Source: seed, "Data service". */
@ApplicationScoped
@Path("v1/farms/{farm}/reports/consumption")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
public class ConsumptionResource {

  static final int DAYS = 14;

  @Inject RequestContext context;
  @EJB DeviceMetrics metrics;
  @EJB ConsumptionReports consumption;

  @GET
  @Needs(Permission.SEE_FARM)
  @Limited(Limit.REPORT)
  @Fails(ErrorCode.COOP_NOT_FOUND)
  @Operation(
      summary = "Water and feed of a coop, by bird and day",
      description =
          "Out of the flow meters and scales that stand in the coop, for at most 92 days of the"
              + " farm's calendar; without dates, the last 14. The last whole day is compared with"
              + " the seven before it: birds drink less before they look ill.")
  public ConsumptionReport consumption(
      @PathParam("farm") String farm,
      @Parameter(required = true) @QueryParam("coop_id") String coop,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @Parameter(description = "scales that weigh feed, where others weigh birds; default: all")
          @QueryParam("feed_scale")
          List<String> feedScales) {
    if (coop == null) {
      throw new Invalid("coop_id", "is missing");
    }
    var last = Dates.dateOr("to", to, metrics.today(context.member().farmId()));
    return consumption.of(
        context.member(),
        Ids.parse("coop_id", coop),
        Dates.dateOr("from", from, last.minusDays(DAYS - 1L)),
        last,
        feedScales.stream().map(scale -> Ids.parse("feed_scale", scale)).toList());
  }
}
