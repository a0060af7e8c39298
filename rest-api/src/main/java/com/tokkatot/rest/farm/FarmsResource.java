package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmRecord;
import com.tokkatot.farm.FarmView;
import com.tokkatot.farm.Farms;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
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

/** The caller's farms. Source: requirements.md 2.4 F1 to F5. */
@ApplicationScoped
@Path("v1/farms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Farms")
public class FarmsResource {

  @Inject RequestContext context;
  @EJB Farms farms;

  /** The caller's farms: the one at home first, then by name. */
  public record FarmListView(List<FarmView> farms, int total) {}

  @GET
  @SignedIn
  @Operation(summary = "The caller's farms", description = "Staff belong to none.")
  public FarmListView list() {
    var mine = farms.of(context.caller());
    return new FarmListView(mine, mine.size());
  }

  /** Answers 201 with the new farm. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.BE_FARMER)
  @Operation(
      summary = "Make a farm",
      description = "Whoever makes it owns it. It has one coop from the start.")
  @APIResponseSchema(
      value = FarmRecord.class,
      responseCode = "201",
      responseDescription = "the new farm")
  public Response create(@RequestBodySchema(FarmRequest.class) JsonValue json) {
    var made = farms.create(context.caller(), FarmBody.whole(json), context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @GET
  @Path("{farm}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "Everything about one farm")
  public FarmRecord get(@PathParam("farm") String farm) {
    return farms.get(context.member());
  }

  @PUT
  @Path("{farm}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_FARM)
  @Operation(
      summary = "Change what is said about a farm",
      description = "A field that is not mentioned stays; null empties an optional one.")
  public FarmRecord change(
      @PathParam("farm") String farm, @RequestBodySchema(FarmChange.class) JsonValue json) {
    var body = Body.of(json);
    return farms.change(context.member(), now -> FarmBody.over(now, body), context.origin());
  }

  @DELETE
  @Path("{farm}")
  @Needs(Permission.DELETE_FARM)
  @Operation(
      summary = "Delete a farm",
      description = "It vanishes for all members at once; what its devices told is kept.")
  public void delete(@PathParam("farm") String farm) {
    farms.delete(context.member(), context.origin());
  }
}
