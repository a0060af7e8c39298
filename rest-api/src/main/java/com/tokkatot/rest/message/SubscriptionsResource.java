package com.tokkatot.rest.message;

import com.tokkatot.farm.Permission;
import com.tokkatot.message.SubscriptionView;
import com.tokkatot.message.Subscriptions;
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

/** What the caller wants to be told. Source: requirements.md 2.8 L4-L7. */
@ApplicationScoped
@Path("v1/users/alert-subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class SubscriptionsResource {

  @Inject RequestContext context;
  @EJB Subscriptions subscriptions;

  /** The caller's, by type. */
  public record SubscriptionListView(List<SubscriptionView> subscriptions, int total) {}

  @GET
  @Needs(Permission.BE_FARMER)
  @Operation(
      summary = "What the caller wants to be told, by type of alert",
      description = "Types without one, and without one for all, are told.")
  public SubscriptionListView list() {
    var found = subscriptions.of(context.caller());
    return new SubscriptionListView(found, found.size());
  }

  /** Answers 201 with the new subscription. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.BE_FARMER)
  @Fails({ErrorCode.DUPLICATE_RESOURCE, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Switch a type of alert on or off, with hours in which it makes no sound",
      description = "Urgent ones come anyway, and are never silent. Alerts do not leave the app.")
  @APIResponseSchema(
      value = SubscriptionView.class,
      responseCode = "201",
      responseDescription = "the new subscription")
  public Response create(@RequestBodySchema(SubscriptionBody.class) JsonValue json) {
    var draft = SubscriptionBody.whole(Body.of(json));
    var made = subscriptions.create(context.caller(), draft, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{subscription}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.BE_FARMER)
  @Fails(ErrorCode.DUPLICATE_RESOURCE)
  @Operation(summary = "Change a subscription; a field that is not mentioned stays")
  public SubscriptionView change(
      @PathParam("subscription") String subscription,
      @RequestBodySchema(SubscriptionBody.class) JsonValue json) {
    var body = Body.of(json);
    return subscriptions.change(
        context.caller(),
        PathIds.subscription(subscription),
        now -> SubscriptionBody.over(now, body),
        context.origin());
  }

  @DELETE
  @Path("{subscription}")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "Take a subscription away: everything comes again")
  public void remove(@PathParam("subscription") String subscription) {
    subscriptions.remove(context.caller(), PathIds.subscription(subscription), context.origin());
  }
}
