package com.tokkatot.rest.device;

import com.tokkatot.device.ConfigBackups;
import com.tokkatot.device.ConfigVersions;
import com.tokkatot.device.Configurations;
import com.tokkatot.device.DeviceConfig;
import com.tokkatot.device.Setting;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Invalid;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a device is set to. Source: requirements.md 2.5, D6 and D7. */
@ApplicationScoped
@Path("v1/farms/{farm}/devices/{device}/config")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class ConfigurationResource {

  private static final int MOST_SETTINGS = 50;
  private static final int LONGEST_WORD = 40;

  @Inject RequestContext context;
  @EJB Configurations configurations;
  @EJB ConfigVersions versions;
  @EJB ConfigBackups backups;

  /** One parameter and what it is to be. */
  @Schema(
      example =
          "{\"parameter_name\": \"temperature_offset\", \"parameter_value\": -0.5,"
              + " \"unit\": \"Cel\"}")
  record SettingRequest(
      @Schema(required = true, maxLength = LONGEST_WORD) String parameterName,
      @Schema(required = true) double parameterValue,
      @Schema(nullable = true, description = "Must be the parameter's own.") String unit) {}

  /** What a device is to be set to. */
  @Schema(
      example =
          "{\"configurations\": [{\"parameter_name\": \"max_on\", \"parameter_value\": 300,"
              + " \"unit\": \"s\"}], \"reason\": \"the tank is small\"}")
  record ConfigRequest(
      @Schema(required = true, maxItems = MOST_SETTINGS) List<SettingRequest> configurations,
      @Schema(nullable = true, maxLength = Configurations.LONGEST_REASON) String reason) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "What a device is set to",
      description =
          "Every parameter of its kind with its bounds. The device has taken what is wanted when"
              + " acknowledged_version is desired_version.")
  public DeviceConfig get(@PathParam("farm") String farm, @PathParam("device") String device) {
    return configurations.get(context.member(), PathIds.device(device));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Operation(
      summary = "Set what a device is to be set to",
      description =
          "A parameter that is not mentioned stays. What is not farmer_editable is for staff who"
              + " install. Every change is a new version.")
  public DeviceConfig set(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(ConfigRequest.class) JsonValue json) {
    var body = Body.of(json);
    if (!body.has("configurations")) {
      throw new Invalid("configurations", "is missing");
    }
    var settings =
        body.each("configurations", MOST_SETTINGS).stream()
            .map(ConfigurationResource::setting)
            .toList();
    var reason = body.textOrNull("reason", Configurations.LONGEST_REASON);
    return configurations.set(
        context.member(), PathIds.device(device), settings, reason, context.origin());
  }

  @GET
  @Path("versions")
  @Needs(Permission.SEE_FARM)
  @Operation(
      summary = "Who set a device to what, when and why, the newest first",
      description = "Only what was set is in it; the rest was as usual.")
  public ConfigVersions.VersionList versions(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return versions.of(context.member(), PathIds.device(device), limit, offset);
  }

  /** Which version, and why. */
  @Schema(example = "{\"version\": 3, \"reason\": \"the pump ran dry\"}")
  record RestoreRequest(
      @Schema(required = true, minimum = "1") Long version,
      @Schema(nullable = true, maxLength = Configurations.LONGEST_REASON) String reason) {}

  @POST
  @Path("restore")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Fails(ErrorCode.VERSION_NOT_FOUND)
  @Operation(
      summary = "Set a device to what an earlier version said",
      description =
          "That makes a new version; what it says must still be within bounds, and what is not"
              + " farmer_editable is for staff who install.")
  public DeviceConfig restore(
      @PathParam("farm") String farm,
      @PathParam("device") String device,
      @RequestBodySchema(RestoreRequest.class) JsonValue json) {
    var body = Body.of(json);
    var version = body.wholeOrNull("version");
    if (version == null) {
      throw body.wrong("version", "is missing");
    }
    return backups.restore(
        context.member(),
        PathIds.device(device),
        version,
        body.textOrNull("reason", Configurations.LONGEST_REASON),
        context.origin());
  }

  static Setting setting(Body body) {
    var name = body.text("parameter_name", LONGEST_WORD);
    var value = body.numberOrNull("parameter_value");
    if (value == null) {
      throw new Invalid("parameter_value", "is missing");
    }
    return new Setting(name, value, body.textOrNull("unit", LONGEST_WORD));
  }
}
