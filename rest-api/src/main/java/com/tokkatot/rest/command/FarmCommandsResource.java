package com.tokkatot.rest.command;

import com.tokkatot.command.CommandHistory;
import com.tokkatot.command.FarmCommandView;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Orders seen from the whole farm. Source: requirements.md 2.6 C5. */
@ApplicationScoped
@Path("v1/farms/{farm}/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class FarmCommandsResource {

  @Inject RequestContext context;
  @EJB CommandHistory history;

  /** A farm's commands, newest first. */
  public record FarmCommandList(List<FarmCommandView> commands, int hours, int limit) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Fails(ErrorCode.DEVICE_NOT_FOUND)
  @Operation(summary = "What a farm was told lately, newest first")
  public FarmCommandList list(
      @PathParam("farm") String farm,
      @QueryParam("hours") @DefaultValue("24") int hours,
      @QueryParam("device_id") String device,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var only = device == null ? null : PathIds.device(device);
    return new FarmCommandList(
        history.of(context.member().farmId(), only, hours, limit), hours, limit);
  }
}
