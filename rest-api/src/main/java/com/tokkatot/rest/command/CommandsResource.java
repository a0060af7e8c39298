package com.tokkatot.rest.command;

import com.tokkatot.command.CommandFilter;
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
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders to devices. Source: requirements.md 2.6 C1 to C3. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class CommandsResource {

  @Inject RequestContext context;
  @EJB Commands commands;

  /** A device's commands, newest first. */
  public record CommandListView(List<CommandView> commands, int limit, int offset) {}

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
      summary = "Ask a device to do something",
      description =
          "Answers as soon as the command is written down. The idempotency_key becomes its id;"
              + " asking again with it answers the first command.")
  @APIResponseSchema(
      value = CommandView.class,
      responseCode = "202",
      responseDescription = "the command as written down")
  public Response request(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(CommandBody.class) JsonValue json) {
    var view =
        commands.request(
            context.member(),
            PathIds.device(device),
            CommandRequest.read(Body.of(json)),
            context.origin());
    return Response.accepted(view).build();
  }

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "A device's commands, newest first")
  public CommandListView list(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"all", "queued", "completed", "failed"},
                      defaultValue = "all"))
          @QueryParam("status")
          String status) {
    var found =
        commands.of(
            context.member().farmId(),
            PathIds.device(device),
            Words.wordOr("status", status, CommandFilter.class, CommandFilter.ALL),
            limit,
            offset);
    return new CommandListView(found, limit, offset);
  }

  @GET
  @Path("{command}")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "One command and what became of it")
  public CommandView get(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @PathParam("command") String command) {
    return commands.get(
        context.member().farmId(), PathIds.device(device), PathIds.command(command));
  }

  @DELETE
  @Path("{command}")
  @Limited(Limit.CONTROL)
  @Needs(Permission.COMMAND)
  @Fails(ErrorCode.COMMAND_ALREADY_SENT)
  @Operation(
      summary = "Cancel a command that waits to be sent",
      description =
          "In its first six seconds, and once it may have been sent, a command can no longer be"
              + " called back.")
  public CommandView cancel(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @PathParam("command") String command) {
    return commands.cancel(
        context.member(), PathIds.device(device), PathIds.command(command), context.origin());
  }
}
