package com.tokkatot.rest.device;

import com.tokkatot.device.Configurations;
import com.tokkatot.device.DeviceConfig;
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

/** Calibrates a device. Source: requirements.md 2.5, D5. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/calibrate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class CalibrationResource {

  @Inject RequestContext context;
  @EJB Configurations configurations;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Fails(ErrorCode.INVALID_INPUT)
  @Operation(
      summary = "Calibrate one parameter of a device",
      description = "As setting it, and it counts as calibrated from now on.")
  @APIResponseSchema(
      value = DeviceConfig.Value.class,
      responseCode = "200",
      responseDescription = "the parameter")
  public Response calibrate(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(ConfigurationResource.SettingRequest.class) JsonValue json) {
    var setting = ConfigurationResource.setting(Body.of(json));
    var config =
        configurations.calibrate(
            context.member(), PathIds.device(device), setting, context.origin());
    var now =
        config.configurations().stream()
            .filter(value -> value.parameterName().equals(setting.name()))
            .findFirst()
            .orElseThrow();
    return Response.ok(now).build();
  }
}
