package com.tokkatot.rest.setting;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.setting.FarmSettings;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which features a farm has. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/features")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class FeaturesResource {

  @Inject RequestContext context;
  @EJB FarmSettings settings;

  /** Which features a farm has, by name. */
  public record FeaturesView(Map<String, Boolean> features) {}

  @GET
  @Needs(Permission.SEE_FARM)
  @Operation(summary = "Which features the farm has")
  public FeaturesView get(@PathParam("farm") String farm) {
    return new FeaturesView(settings.features(context.member()));
  }
}
