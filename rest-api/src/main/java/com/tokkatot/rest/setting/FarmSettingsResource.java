package com.tokkatot.rest.setting;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.setting.SettingBodies.FarmSettingsRequest;
import com.tokkatot.rest.setting.SettingBodies.RollbackRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.setting.FarmSettings;
import com.tokkatot.setting.SettingVersions;
import com.tokkatot.setting.SettingsView;
import com.tokkatot.shared.Body;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a farm has set. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class FarmSettingsResource {

  @Inject RequestContext context;
  @EJB FarmSettings settings;

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "What the farm has set, and what can be")
  public SettingsView get(@PathParam("farm") String farm) {
    return settings.of(context.member());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Fails(ErrorCode.VERSION_CONFLICT)
  @Operation(
      summary = "Change settings of the farm",
      description =
          "A field that is not mentioned stays, null is as usual again. Some are for owners only:"
              + " is_editable says which. VERSION_CONFLICT names what somebody else has changed.")
  public SettingsView change(
      @PathParam("farm") String farm,
      @RequestBodySchema(FarmSettingsRequest.class) JsonValue json) {
    return settings.change(context.member(), Body.of(json).json(), context.origin());
  }

  @GET
  @Path("versions")
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "Who changed settings when, why, from what and to what, the newest first")
  public SettingVersions versions(
      @PathParam("farm") String farm,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return settings.versions(context.member(), limit, offset);
  }

  @POST
  @Path("rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_THRESHOLDS)
  @Fails(ErrorCode.VERSION_NOT_FOUND)
  @Operation(
      summary = "Go back to what an earlier version said",
      description = "That makes a new version.")
  public SettingsView rollBack(
      @PathParam("farm") String farm, @RequestBodySchema(RollbackRequest.class) JsonValue json) {
    var body = Body.of(json);
    return settings.rollBack(
        context.member(),
        SettingBodies.version(body),
        SettingBodies.reason(body),
        context.origin());
  }
}
