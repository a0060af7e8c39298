package com.tokkatot.rest.alert;

import com.tokkatot.alert.AlertRuleView;
import com.tokkatot.alert.AlertRules;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** When a reading is an alert. Source: requirements.md 9. */
@ApplicationScoped
@Path("v1/farms/{farm}/alert-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertRulesResource {

  @Inject RequestContext context;
  @EJB AlertRules rules;

  /** The farm's own rules, then ours. */
  public record AlertRuleListView(List<AlertRuleView> rules, int total) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "When a reading is an alert",
      description =
          "The farm's own rules, then those that every farm begins with. Of rules for the same"
              + " metric, side and severity the narrowest counts: device, coop, farm, default.")
  public AlertRuleListView list(@PathParam("farm") String farm) {
    var found = rules.of(context.member());
    return new AlertRuleListView(found, found.size());
  }

  /** Answers 201 with the new rule. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(summary = "Make an alert rule, for the farm, a coop or a device")
  @APIResponseSchema(
      value = AlertRuleView.class,
      responseCode = "201",
      responseDescription = "the new rule")
  public Response create(
      @PathParam("farm") String farm, @RequestBodySchema(AlertRuleBody.class) JsonValue json) {
    var draft = AlertRuleBody.whole(Body.of(json));
    var made = rules.create(context.member(), draft, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{rule}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Operation(
      summary = "Change an alert rule of the farm, suppress it for some time, or switch it off",
      description =
          "A field that is not mentioned stays. What the rule has raised is resolved; the next"
              + " reading is judged anew. Rules that every farm begins with are not changed: make"
              + " one of your own.")
  public AlertRuleView change(
      @PathParam("farm") String farm,
      @PathParam("rule") String rule,
      @RequestBodySchema(AlertRuleBody.class) JsonValue json) {
    var body = Body.of(json);
    return rules.change(
        context.member(),
        PathIds.alertRule(rule),
        now -> AlertRuleBody.over(now, body),
        context.origin());
  }

  @DELETE
  @Path("{rule}")
  @Needs(Permission.EDIT_THRESHOLDS)
  @Operation(summary = "Take an alert rule of the farm away; a wider one may count again")
  public void remove(@PathParam("farm") String farm, @PathParam("rule") String rule) {
    rules.remove(context.member(), PathIds.alertRule(rule), context.origin());
  }
}
