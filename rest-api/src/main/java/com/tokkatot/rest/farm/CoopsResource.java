package com.tokkatot.rest.farm;

import com.tokkatot.farm.CoopView;
import com.tokkatot.farm.Coops;
import com.tokkatot.farm.DeathView;
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
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A farm's coops and the birds in them. Source: decisions.md D2. */
@ApplicationScoped
@Path("v1/farms/{farm}/coops")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Coops")
public class CoopsResource {

  private static final int LONGEST_CAUSE = 200;

  @Inject RequestContext context;
  @EJB Coops coops;

  /** A farm's coops, by name. */
  public record CoopListView(List<CoopView> coops, int total) {}

  /** A flock's mortality log, newest first. */
  public record DeathListView(List<DeathView> deaths, int total) {}

  /** Birds that died. */
  @Schema(example = "{\"day\": \"2026-03-01\", \"count\": 3, \"cause\": \"heat\"}")
  record DeathRequest(
      @Schema(nullable = true, description = "Today when it is not said.") LocalDate day,
      @Schema(required = true, description = "Negative puts an earlier line right.") int count,
      @Schema(nullable = true, maxLength = LONGEST_CAUSE) String cause) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "A farm's coops, by name")
  public CoopListView list(@PathParam("farm") String farm) {
    var found = coops.of(context.member());
    return new CoopListView(found, found.size());
  }

  /** Answers 201 with the new coop. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(summary = "Make a coop, with a flock or empty")
  @APIResponseSchema(
      value = CoopView.class,
      responseCode = "201",
      responseDescription = "the new coop")
  public Response create(
      @PathParam("farm") String farm, @RequestBodySchema(CoopBody.class) JsonValue json) {
    var details = CoopBody.whole(Body.of(json));
    var made = coops.create(context.member(), details, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{coop}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Operation(
      summary = "Rename a coop, or say what it is used for or which birds are in it",
      description =
          "A field that is not mentioned stays. flock null: the present one has ended; a flock puts"
              + " right what is said of the present one, or begins one in an empty coop.")
  public CoopView change(
      @PathParam("farm") String farm,
      @PathParam("coop") String coop,
      @RequestBodySchema(CoopBody.class) JsonValue json) {
    var body = Body.of(json);
    return coops.change(
        context.member(), PathIds.coop(coop), now -> CoopBody.over(now, body), context.origin());
  }

  @DELETE
  @Path("{coop}")
  @Needs(Permission.RENAME_DEVICE)
  @Operation(
      summary = "Take a coop away",
      description = "Its devices then stand in none; what was noted of its flocks is kept.")
  public void remove(@PathParam("farm") String farm, @PathParam("coop") String coop) {
    coops.remove(context.member(), PathIds.coop(coop), context.origin());
  }

  @GET
  @Path("{coop}/deaths")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "The mortality log of the present flock, newest first")
  public DeathListView deaths(@PathParam("farm") String farm, @PathParam("coop") String coop) {
    var found = coops.deaths(context.member(), PathIds.coop(coop));
    return new DeathListView(found, found.size());
  }

  /** Answers 201 with the line. */
  @POST
  @Path("{coop}/deaths")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.RENAME_DEVICE)
  @Fails(ErrorCode.NO_FLOCK)
  @Operation(summary = "Note that birds died")
  @APIResponseSchema(
      value = DeathView.class,
      responseCode = "201",
      responseDescription = "the line")
  public Response noteDeaths(
      @PathParam("farm") String farm,
      @PathParam("coop") String coop,
      @RequestBodySchema(DeathRequest.class) JsonValue json) {
    var body = Body.of(json);
    var line =
        coops.noteDeaths(
            context.member(),
            PathIds.coop(coop),
            CoopBody.day(body, "day"),
            CoopBody.count(body),
            body.textOrNull("cause", LONGEST_CAUSE),
            context.origin());
    return Response.status(Response.Status.CREATED).entity(line).build();
  }
}
