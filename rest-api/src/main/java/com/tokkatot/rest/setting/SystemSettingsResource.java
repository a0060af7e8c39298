package com.tokkatot.rest.setting;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.setting.SettingBodies.ConfigurationRequest;
import com.tokkatot.rest.setting.SettingBodies.FeaturesRequest;
import com.tokkatot.rest.setting.SettingBodies.RollbackRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.setting.Scope;
import com.tokkatot.setting.SettingVersions;
import com.tokkatot.setting.SettingsView;
import com.tokkatot.setting.SystemSettings;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** System configuration and feature flags. Source: requirements.md 2.10, 4. */
@ApplicationScoped
@Path("v1/staff")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class SystemSettingsResource {

  private static final String SOON =
      "A field that is not mentioned stays, null is as usual again. It holds on every node within"
          + " five seconds.";

  @Inject RequestContext context;
  @EJB SystemSettings settings;

  @GET
  @Path("configuration")
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Operation(summary = "What is set for the whole, and what can be")
  public SettingsView configuration() {
    return settings.of(Scope.SYSTEM);
  }

  @PUT
  @Path("configuration")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Fails(ErrorCode.VERSION_CONFLICT)
  @Operation(summary = "Change the configuration of the whole", description = SOON)
  public SettingsView configure(@RequestBodySchema(ConfigurationRequest.class) JsonValue json) {
    return change(Scope.SYSTEM, json);
  }

  @GET
  @Path("configuration/versions")
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Operation(summary = "Who changed the configuration when, why and to what, the newest first")
  public SettingVersions configurationVersions(
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return settings.versions(Scope.SYSTEM, limit, offset);
  }

  @POST
  @Path("configuration/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Fails(ErrorCode.VERSION_NOT_FOUND)
  @Operation(summary = "Go back to an earlier version of the configuration, by a new one")
  public SettingsView rollBackConfiguration(
      @RequestBodySchema(RollbackRequest.class) JsonValue json) {
    return rollBack(Scope.SYSTEM, json);
  }

  @GET
  @Path("features")
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Operation(summary = "Which farms have which feature")
  public SettingsView features() {
    return settings.of(Scope.FEATURES);
  }

  @PUT
  @Path("features")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Fails(ErrorCode.VERSION_CONFLICT)
  @Operation(
      summary = "Give a feature to a share of all farms, or to some, or take it from them",
      description = SOON + " A farm that has it at some share has it at every greater one.")
  public SettingsView changeFeatures(@RequestBodySchema(FeaturesRequest.class) JsonValue json) {
    return change(Scope.FEATURES, json);
  }

  @GET
  @Path("features/versions")
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Operation(summary = "Who changed features when, why and to what, the newest first")
  public SettingVersions featureVersions(
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    return settings.versions(Scope.FEATURES, limit, offset);
  }

  @POST
  @Path("features/rollback")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.CONFIGURE_SYSTEM)
  @Fails(ErrorCode.VERSION_NOT_FOUND)
  @Operation(summary = "Go back to an earlier version of the features, by a new one")
  public SettingsView rollBackFeatures(@RequestBodySchema(RollbackRequest.class) JsonValue json) {
    return rollBack(Scope.FEATURES, json);
  }

  private SettingsView change(Scope scope, JsonValue json) {
    return settings.change(context.caller(), scope, Body.of(json).json(), context.origin());
  }

  private SettingsView rollBack(Scope scope, JsonValue json) {
    var body = Body.of(json);
    return settings.rollBack(
        context.caller(),
        scope,
        SettingBodies.version(body),
        SettingBodies.reason(body),
        context.origin());
  }
}
