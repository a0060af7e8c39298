package com.tokkatot.rest.command;

import com.tokkatot.command.CommandView;
import com.tokkatot.command.Commands;
import com.tokkatot.farm.Farms;
import com.tokkatot.farm.Member;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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

/** Orders to devices. Source: requirements.md 2.6 C1 to C3. */
@Path("v1/farms/{farm}/devices/{device}/commands")
@Produces(MediaType.APPLICATION_JSON)
public class CommandsResource {

  @Inject RequestContext context;
  @EJB Farms farms;
  @EJB Commands commands;

  /** A device's commands, newest first. */
  public record CommandListView(List<CommandView> commands, int limit, int offset) {}

  /** Answers 202: the order is written down and on its way. */
  @POST
  @Limited({Limit.CONTROL, Limit.DEVICE_COMMANDS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response request(
      @PathParam("farm") String farm, @PathParam("device") String device, JsonValue json) {
    var member = member(farm);
    var view =
        commands.request(member, PathIds.device(device), CommandBody.read(json), context.origin());
    return Response.accepted(view).build();
  }

  @GET
  public CommandListView list(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    var found = commands.of(member(farm).farmId(), PathIds.device(device), limit, offset);
    return new CommandListView(found, limit, offset);
  }

  @GET
  @Path("{command}")
  public CommandView get(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @PathParam("command") String command) {
    return commands.get(member(farm).farmId(), PathIds.device(device), PathIds.command(command));
  }

  private Member member(String farm) {
    return farms.member(context.caller(), PathIds.farm(farm));
  }
}
