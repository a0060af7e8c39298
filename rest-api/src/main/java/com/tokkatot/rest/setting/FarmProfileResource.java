package com.tokkatot.rest.setting;

import com.tokkatot.farm.Permission;
import com.tokkatot.profile.FarmProfiles;
import com.tokkatot.profile.ProfileChange;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.setting.SettingChange;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which kind of farm a farm is. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/profile")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class FarmProfileResource {

  @Inject RequestContext context;
  @EJB FarmProfiles profiles;

  /** Which kind, and whether only to look. */
  @Schema(name = "ProfileRequest", example = "{\"profile\": \"layer\", \"dry_run\": true}")
  record ProfileBody(
      @Schema(
              required = true,
              enumeration = {"broiler", "layer", "village"})
          String profile,
      @Schema(description = "True: only say what would change.") boolean dryRun,
      @Schema(nullable = true, maxLength = SettingChange.LONGEST_REASON) String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.EDIT_FARM)
  @Fails(ErrorCode.LIMIT_EXCEEDED)
  @Operation(
      summary = "Give the farm the settings and alert rules of its kind, or see what would change",
      description =
          "They come instead of those of the kind it was; rules that people made or changed stay."
              + " All of it or nothing. Once more changes nothing.")
  @APIResponseSchema(
      value = ProfileChange.class,
      responseCode = "200",
      responseDescription = "what has changed, or would")
  public ProfileChange apply(
      @PathParam("farm") String farm, @RequestBodySchema(ProfileBody.class) JsonValue json) {
    var body = Body.of(json);
    var profile = body.text("profile", 40);
    return body.flagOr("dry_run", false)
        ? profiles.look(context.member(), profile)
        : profiles.apply(context.member(), profile, SettingBodies.reason(body), context.origin());
  }
}
