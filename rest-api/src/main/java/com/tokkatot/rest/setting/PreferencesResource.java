package com.tokkatot.rest.setting;

import com.tokkatot.rest.setting.SettingBodies.PreferencesRequest;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import com.tokkatot.setting.Preferences;
import com.tokkatot.setting.SettingsView;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller wants the app to be. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/users/me/preferences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class PreferencesResource {

  @Inject RequestContext context;
  @EJB Preferences preferences;

  @GET
  @SignedIn
  @Operation(summary = "How the caller wants the app to be, on every device")
  public SettingsView get() {
    return preferences.of(context.caller());
  }

  @PUT
  @SignedIn
  @Consumes(MediaType.APPLICATION_JSON)
  @Fails(ErrorCode.VERSION_CONFLICT)
  @Operation(
      summary = "Change how the app is to be",
      description =
          "A field that is not mentioned stays, null is as usual again. The language is the"
              + " account's: PUT /users/me.")
  public SettingsView change(@RequestBodySchema(PreferencesRequest.class) JsonValue json) {
    return preferences.change(context.caller(), Body.of(json).json(), context.origin());
  }
}
