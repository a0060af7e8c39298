package com.tokkatot.rest.hub;

import com.tokkatot.device.HubAdmission;
import com.tokkatot.device.HubDoor;
import com.tokkatot.device.HubSnapshots;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.OfHub;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Ids;
import com.tokkatot.sync.HubEpochs;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What hubs ask the cloud. Source: wire.md, "Who is who" and "Store and forward". */
@ApplicationScoped
@Path("v1/hubs")
@Produces(MediaType.APPLICATION_JSON)
@Limited(Limit.HUB)
@Tag(name = "Hubs")
public class HubsResource {

  private static final int LONGEST_ASSERTION = 4096;

  @Inject RequestContext context;
  @EJB HubDoor door;
  @EJB HubSnapshots snapshots;
  @EJB HubEpochs epochs;

  /** A hub's proof of who it is. */
  @Schema(example = "{\"assertion\": \"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTk5In0.c2ln\"}")
  record TokenRequest(
      @Schema(
              required = true,
              maxLength = LONGEST_ASSERTION,
              description =
                  "A JWT, ES256 or RS256, by the hub's own key: iss and sub its id, aud tokkatot,"
                      + " a jti of its own, at most 60 s between iat and exp.")
          String assertion) {}

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_JSON)
  @OpenToAll
  @Fails(ErrorCode.TOKEN_INVALID)
  @Operation(
      summary = "A short token for a hub that proves itself",
      description = "Each assertion counts once.")
  @APIResponseSchema(
      value = HubAdmission.class,
      responseCode = "200",
      responseDescription = "the token")
  public Response token(@RequestBodySchema(TokenRequest.class) JsonValue json) {
    var admitted = door.admit(Body.of(json).text("assertion", LONGEST_ASSERTION));
    return Response.ok(admitted).header("Cache-Control", "no-store").build();
  }

  /** Answers 304 when the hub has this version already. */
  @GET
  @Path("{hub}/snapshot")
  @OfHub
  @Operation(
      summary = "What the hub has to know of its farm",
      description =
          "Signed by a key of /.well-known/jwks.json. With If-None-Match it answers 304 while"
              + " nothing has changed.")
  @APIResponseSchema(
      value = HubSnapshots.Snapshot.class,
      responseCode = "200",
      responseDescription = "the newest snapshot")
  public Response snapshot(@PathParam("hub") String hub, @Context Request request) {
    var caller = context.hub();
    var unchanged = request.evaluatePreconditions(tag(snapshots.version(caller)));
    if (unchanged != null) {
      return unchanged.build();
    }
    var newest = snapshots.of(caller);
    return Response.ok(newest).tag(tag(newest.snapshotVersion())).build();
  }

  /** Which journal asks for its number. */
  @Schema(example = "{\"journal_id\": \"0199b6a0-0000-7000-8000-0000000000a1\"}")
  record EpochRequest(
      @Schema(
              required = true,
              description = "Made by the hub together with its journal; a new card, a new id.")
          String journalId) {}

  @POST
  @Path("{hub}/epochs")
  @Consumes(MediaType.APPLICATION_JSON)
  @OfHub
  @Operation(
      summary = "The epoch of a hub's journal",
      description = "The same journal gets the same epoch; another one the hub's next.")
  @APIResponseSchema(
      value = HubEpochs.Epoch.class,
      responseCode = "200",
      responseDescription = "the epoch")
  public HubEpochs.Epoch epoch(@RequestBodySchema(EpochRequest.class) JsonValue json) {
    var journalId = Ids.parse("journal_id", Body.of(json).text("journal_id", 64));
    return epochs.of(context.hub(), journalId, context.origin());
  }

  private static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }
}
