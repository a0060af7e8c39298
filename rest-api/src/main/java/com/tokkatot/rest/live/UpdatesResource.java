package com.tokkatot.rest.live;

import com.tokkatot.farm.Permission;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Invalid;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The polling twin of the socket: the same events with the same cursor. Source: decisions.md D4.
 */
@ApplicationScoped
@Path("v1/farms/{farm}/updates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Live")
public class UpdatesResource {

  @Inject RequestContext context;
  @EJB LiveEvents live;

  /**
   * Answers {@code {"events":[...],"cursor":17,"has_more":false,"refresh":false}}, oldest event
   * first.
   */
  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "What happened on a farm after a cursor, oldest first",
      description =
          "The polling twin of the socket: the same events with the same cursors. refresh: more than"
              + " a thousand were missed, or they are a day old: load the whole picture again and go"
              + " on from the cursor that it gives.")
  @APIResponseSchema(
      value = UpdatesView.class,
      responseCode = "200",
      responseDescription = "events, and the cursor to ask with next")
  public String since(
      @PathParam("farm") String farm,
      @QueryParam("since") @DefaultValue("0") long since,
      @QueryParam("limit") @DefaultValue("200") int limit) {
    if (since < 0) {
      throw new Invalid("since", "must be 0 or more");
    }
    if (limit < 1 || limit > LiveEvents.MAX_PAGE) {
      throw new Invalid("limit", "must be 1 to " + LiveEvents.MAX_PAGE);
    }
    var missed = live.missed(context.member().farmId(), since, limit);
    // The events are finished JSON already.
    return "{\"events\":["
        + String.join(",", missed.events().stream().map(LiveEvent::toJson).toList())
        + "],\"cursor\":"
        + missed.cursor()
        + ",\"has_more\":"
        + (missed.events().size() == limit)
        + ",\"refresh\":"
        + missed.refresh()
        + "}";
  }
}
