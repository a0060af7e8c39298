package com.tokkatot.rest.staff;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.overview.SystemMetrics;
import com.tokkatot.overview.SystemMetrics.SystemMetricsView;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the system did over the last month. Source: requirements.md 3.14. */
@ApplicationScoped
@Path("v1/staff/system-metrics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class SystemMetricsResource {

  @EJB SystemMetrics metrics;

  @GET
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "How the system did, a point a minute",
      description = "Of the last day unless asked otherwise; kept for 30 days.")
  public SystemMetricsView find(
      @Parameter(
              required = true,
              description =
                  "commands_open, commands_completed, command_ms (p50, p95, p99), alerts_open,"
                      + " hubs_online, nodes_online; of each node heap_used_mb, threads, load")
          @QueryParam("metric")
          String metric,
      @Parameter(description = "a node's name, or cloud") @QueryParam("service") String service,
      @QueryParam("from") String from,
      @QueryParam("to") String to) {
    return metrics.of(
        metric, service, Words.instantOrNull("from", from), Words.instantOrNull("to", to));
  }
}
