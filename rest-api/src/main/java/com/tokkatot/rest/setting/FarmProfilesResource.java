package com.tokkatot.rest.setting;

import com.tokkatot.profile.FarmProfiles;
import com.tokkatot.profile.ProfileView;
import com.tokkatot.rest.shared.SignedIn;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which kinds of farms there are. Source: requirements.md 2.10. */
@ApplicationScoped
@Path("v1/farm-profiles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
public class FarmProfilesResource {

  @EJB FarmProfiles profiles;

  /** All kinds. */
  public record ProfileListView(List<ProfileView> profiles, int total) {}

  @GET
  @SignedIn
  @Operation(
      summary = "Kinds of farms, and what such farms begin with",
      description = "Starting points, each with its source: ask your adviser.")
  public ProfileListView list() {
    var all = profiles.all();
    return new ProfileListView(all, all.size());
  }
}
