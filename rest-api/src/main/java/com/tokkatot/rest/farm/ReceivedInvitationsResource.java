package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmRecord;
import com.tokkatot.farm.Permission;
import com.tokkatot.farm.ReceivedInvitation;
import com.tokkatot.farm.ReceivedInvitations;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations to the caller. Source: requirements.md 2.10, "Members". */
@ApplicationScoped
@Path("v1/users/me/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members and invitations")
public class ReceivedInvitationsResource {

  @Inject RequestContext context;
  @EJB ReceivedInvitations received;

  /** Open invitations to the caller, newest first. */
  public record ReceivedListView(List<ReceivedInvitation> invitations, int total) {}

  @GET
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "Open invitations to the caller, newest first")
  public ReceivedListView list() {
    var open = received.of(context.caller());
    return new ReceivedListView(open, open.size());
  }

  @POST
  @Path("{invitation}/accept")
  @Needs(Permission.BE_FARMER)
  @Fails({ErrorCode.DUPLICATE_RESOURCE, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Join the farm",
      description = "Answers the farm, as its new member sees it.")
  public FarmRecord accept(@PathParam("invitation") String invitation) {
    return received.accept(context.caller(), PathIds.invitation(invitation), context.origin());
  }

  @POST
  @Path("{invitation}/decline")
  @Needs(Permission.BE_FARMER)
  @Operation(summary = "Turn the invitation down")
  public void decline(@PathParam("invitation") String invitation) {
    received.decline(context.caller(), PathIds.invitation(invitation), context.origin());
  }
}
