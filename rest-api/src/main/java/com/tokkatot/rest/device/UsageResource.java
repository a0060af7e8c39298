package com.tokkatot.rest.device;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.usage.DeviceUsage;
import com.tokkatot.usage.UsageView;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How much devices worked. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class UsageResource {

  @Inject RequestContext context;
  @EJB DeviceUsage usage;

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "How much a device has worked, and when its next service is due",
      description = "Due by use: after so many hours or starts since the last service.")
  public UsageView usage(@PathParam("farm") String farm, @PathParam("device") String device) {
    return usage.of(context.member().farmId(), PathIds.device(device));
  }
}
