package com.tokkatot.rest.command;

import com.tokkatot.command.CommandBatches;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One order to many devices. Source: requirements.md 2.6 C8. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/batch-command")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class BatchCommandsResource {

  @Inject RequestContext context;
  @EJB CommandBatches batches;

  /** Answers 202, whatever became of each. */
  @POST
  @Limited(Limit.CONTROL)
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.COMMAND)
  @Fails(ErrorCode.GROUP_NOT_FOUND)
  @Operation(
      summary = "Ask many devices to do the same",
      description =
          "A result for each: one that is refused (status refused, error its code) does not"
              + " hinder the others. The idempotency_key becomes the batch's id.")
  @APIResponseSchema(
      value = CommandBatches.BatchView.class,
      responseCode = "202",
      responseDescription = "what became of each")
  public Response batch(
      @PathParam("farm") String farm, @RequestBodySchema(BatchBody.class) JsonValue json) {
    var view = batches.request(context.member(), BatchBody.read(json), context.origin());
    return Response.accepted(view).build();
  }
}
