package com.tokkatot.rest.message;

import com.tokkatot.farm.Permission;
import com.tokkatot.message.MuteView;
import com.tokkatot.message.Mutes;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller has muted. Source: requirements.md 2.10, 9. */
@ApplicationScoped
@Path("v1/users/me/mutes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Messages")
public class MutesResource {

  @Inject RequestContext context;
  @EJB Mutes mutes;

  /** Those that still last, the first to end first. */
  public record MuteListView(List<MuteView> mutes, int total) {}

  @Schema(name = "MuteRequest", example = "{\"hours\": 4}")
  record MuteBody(
      @Schema(required = true, description = "1, 4 or 24.") int hours,
      @Schema(nullable = true, description = "Without it all farms.") UUID farmId,
      @Schema(nullable = true, description = "Without it all types.") String alertType) {}

  @GET
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "What the caller has muted, the first to end first")
  public MuteListView list() {
    var found = mutes.of(context.caller());
    return new MuteListView(found, found.size());
  }

  /** Answers 201 with what is muted now. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.BE_FARMER)
  @Fails(ErrorCode.FARM_NOT_FOUND)
  @Operation(
      summary = "Let messages come without a sound for 1, 4 or 24 hours",
      description =
          "Urgent ones are never silent. Muting the same again begins anew; nothing is lost, the"
              + " messages are there.")
  @APIResponseSchema(
      value = MuteView.class,
      responseCode = "201",
      responseDescription = "what is muted now")
  public Response mute(@RequestBodySchema(MuteBody.class) JsonValue json) {
    var body = Body.of(json);
    var muted =
        mutes.mute(
            context.caller(),
            body.idOrNull("farm_id"),
            body.textOrNull("alert_type", 50),
            body.wholeOrNull("hours"),
            context.origin());
    return Response.status(Response.Status.CREATED).entity(muted).build();
  }

  @DELETE
  @Path("{mute}")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "With sound again")
  public void end(@PathParam("mute") String mute) {
    mutes.end(context.caller(), PathIds.mute(mute), context.origin());
  }
}
