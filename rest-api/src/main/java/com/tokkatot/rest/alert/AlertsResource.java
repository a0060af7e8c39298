package com.tokkatot.rest.alert;

import com.tokkatot.alert.AlertView;
import com.tokkatot.alert.Alerts;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rules.alert.Severity;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
          "A board or a farm that has been silent for half an hour, or as the farm has set, is"
              + " one until it speaks, a reading"
              + " beyond a limit until all sensors of its coop are well.")
  public Alerts.AlertList list(
      @PathParam("farm") String farm,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"all", "true", "false"},
                      defaultValue = "all"))
          @QueryParam("is_active")
          String active,
      @Parameter(schema = @Schema(enumeration = {"info", "warning", "critical"}))
          @QueryParam("severity")
          String severity,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return alerts.of(
        context.member(),
        Words.wordOr("is_active", active, Alerts.Which.class, Alerts.Which.ALL),
        Words.wordOr("severity", severity, Severity.class, null),
        limit,
        offset);
  }

  @GET
  @Path("history")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What was raised in the last days, newest first, with how long it lasted")
  public Alerts.AlertHistory history(
      @PathParam("farm") String farm,
      @QueryParam("days") @DefaultValue("30") int days,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    return alerts.history(context.member(), days, limit);
  }

  @GET
  @Path("{alert}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One alert")
  public AlertView get(@PathParam("farm") String farm, @PathParam("alert") String alert) {
    return alerts.get(context.member(), PathIds.alert(alert));
  }

  @PUT
  @Path("{alert}/acknowledge")
  @Needs(Permission.ACKNOWLEDGE_ALERT)
  @Operation(
      summary = "Say that somebody has seen it",
      description = "It stays active until it is well. Saying so again changes nothing.")
  public AlertView acknowledge(@PathParam("farm") String farm, @PathParam("alert") String alert) {
    return alerts.acknowledge(context.member(), PathIds.alert(alert), context.origin());
  }
}
