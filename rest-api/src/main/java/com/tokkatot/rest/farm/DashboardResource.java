package com.tokkatot.rest.farm;

import com.tokkatot.farm.Permission;
import com.tokkatot.overview.Dashboards;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A farm at one look. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/dashboard")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Farms")
public class DashboardResource {

  @Inject RequestContext context;
  @EJB Dashboards dashboards;

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "Whether the chickens are fine and why not, devices, alerts and numbers of the day",
      description = "At most half a minute old; made_at says when.")
  @APIResponseSchema(
      value = DashboardView.class,
      responseCode = "200",
      responseDescription = "the farm at one look")
  public String look(@PathParam("farm") String farm) {
    return dashboards.of(context.member());
  }
}
