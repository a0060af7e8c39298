package com.tokkatot.rest.sync;

import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.sync.FarmSync;
import com.tokkatot.sync.SyncView;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether what is shown of a farm is what it is. Source: requirements.md 7. */
@Path("v1/farms/{farm}/sync")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sync")
public class SyncResource {

  @Inject RequestContext context;
  @EJB FarmSync sync;

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "Whether cloud and farm are in step",
      description =
          "Every ten seconds the hub says what its devices are, and that is compared with what we"
              + " have. What differs twice is listed until it does not; the device is right.")
  public SyncView get(@PathParam("farm") String farm) {
    return sync.of(context.member());
  }

  @POST
  @Limited(Limit.CONTROL)
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "Sync now",
      description =
          "Asks the hub to say at once how its farm is. What comes of it is in the answer of GET, or"
              + " told as sync:state; a hub that is away says it when it is back.")
  @APIResponseSchema(
      value = FarmSync.Asked.class,
      responseCode = "202",
      responseDescription = "the hub is asked")
  public Response ask(@PathParam("farm") String farm) {
    return Response.accepted(sync.ask(context.member(), context.origin())).build();
  }
}
