package com.tokkatot.rest.farm;

import com.tokkatot.farm.InvitationView;
import com.tokkatot.farm.Invitations;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is invited to a farm. Source: requirements.md 2.10, "Members". */
@ApplicationScoped
@Path("v1/farms/{farm}/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members and invitations")
public class InvitationsResource {

  @Inject RequestContext context;
  @EJB Invitations invitations;

  /** Open invitations, newest first. */
  public record InvitationListView(List<InvitationView> invitations, int total) {}

  @GET
  @Needs(Permission.LIST_MEMBERS)
  @Operation(summary = "A farm's open invitations, newest first")
  public InvitationListView list(@PathParam("farm") String farm) {
    var open = invitations.of(context.member());
    return new InvitationListView(open, open.size());
  }

  @DELETE
  @Path("{invitation}")
  @Needs(Permission.INVITE_VIEWER)
  @Operation(
      summary = "Take an open invitation back",
      description = "A manager's invitation only the owner takes back.")
  public void withdraw(@PathParam("farm") String farm, @PathParam("invitation") String invitation) {
    invitations.withdraw(context.member(), PathIds.invitation(invitation), context.origin());
  }
}
