package com.tokkatot.rest.command;

import com.tokkatot.command.Commands;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Farms;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The seed's own command path; the farm follows from the device. Source: seed, "Pattern 1". */
@Path("devices/{device}/commands")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceCommandsResource {

  @Inject RequestContext context;
  @EJB Farms farms;
  @EJB Devices devices;
  @EJB Commands commands;

  /**
   * Answers 202: the order is written down and on its way.
   *
   * @throws NotFound also for a device of a foreign farm: which of the two is not told
   */
  @POST
  @Limited({Limit.CONTROL, Limit.DEVICE_COMMANDS})
  @Consumes(MediaType.APPLICATION_JSON)
  public Response request(@PathParam("device") String device, JsonValue json) {
    var deviceId = PathIds.device(device);
    var member = farms.member(context.caller(), devices.farmOf(deviceId));
    return Response.accepted(
            commands.request(member, deviceId, CommandBody.read(json), context.origin()))
        .build();
  }
}
