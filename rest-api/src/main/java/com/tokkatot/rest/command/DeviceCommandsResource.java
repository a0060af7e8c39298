package com.tokkatot.rest.command;

import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandView;
import com.tokkatot.command.Commands;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
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

/** The seed's own command path; the farm follows from the device. Source: seed, "Pattern 1". */
@ApplicationScoped
@Path("devices/{device}/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class DeviceCommandsResource {

  @Inject RequestContext context;
  @EJB Commands commands;

  /** Answers 202: the order is written down and on its way. */
  @POST
  @Limited({Limit.CONTROL, Limit.DEVICE_COMMANDS})
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.COMMAND)
  @Fails({
    ErrorCode.DEVICE_READ_ONLY,
    ErrorCode.EMERGENCY_STOP_ACTIVE,
    ErrorCode.COMMAND_NOT_SUPPORTED,
    ErrorCode.DUPLICATE_RESOURCE
  })
  @Operation(
      summary = "Ask a device to do something, its farm unsaid",
      description = "As the call below its farm; a device of a foreign farm is not found.")
  @APIResponseSchema(
      value = CommandView.class,
      responseCode = "202",
      responseDescription = "the command as written down")
  public Response request(
      @PathParam("device") String device, @RequestBodySchema(CommandBody.class) JsonValue json) {
    var view =
        commands.request(
            context.member(),
            PathIds.device(device),
            CommandRequest.read(Body.of(json)),
            context.origin());
    return Response.accepted(view).build();
  }
}
