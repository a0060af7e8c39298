package com.tokkatot.rest.alert;

import com.tokkatot.alert.Alerts;
import com.tokkatot.farm.Permission;
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

/** What people should look at. */
@ApplicationScoped
@Path("v1/farms/{farm}/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertsResource {

  @Inject RequestContext context;
  @EJB Alerts alerts;

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "A farm's alerts, the active ones first",
      description =
          "A board or a farm that has been silent for half an hour is one, until it speaks.")
  public Alerts.AlertList list(
      @PathParam("farm") String farm,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return alerts.of(context.member(), limit, offset);
  }
}
