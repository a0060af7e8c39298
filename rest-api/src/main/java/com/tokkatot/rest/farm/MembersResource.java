package com.tokkatot.rest.farm;

import com.tokkatot.farm.InvitationView;
import com.tokkatot.farm.Invitations;
import com.tokkatot.farm.MemberView;
import com.tokkatot.farm.Members;
import com.tokkatot.farm.Permission;
import com.tokkatot.farm.Role;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A farm's people. Source: requirements.md 2.4 F6 to F8, 2.10. */
@ApplicationScoped
@Path("v1/farms/{farm}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members and invitations")
public class MembersResource {

  @Inject RequestContext context;
  @EJB Members members;
  @EJB Invitations invitations;

  /** A farm's people, owner first. */
  public record MemberListView(List<MemberView> members, int total) {}

  /** What a member becomes. */
  @Schema(example = "{\"role\": \"manager\"}")
  record RoleRequest(
      @Schema(
              required = true,
              enumeration = {"manager", "viewer"})
          String role) {}

  @GET
  @Needs(Permission.LIST_MEMBERS)
  @Operation(summary = "A farm's people, owner first")
  public MemberListView list(@PathParam("farm") String farm) {
    var found = members.of(context.member());
    return new MemberListView(found, found.size());
  }

  /** Answers 201 with the invitation. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.INVITE_VIEWER)
  @Fails({ErrorCode.DUPLICATE_RESOURCE, ErrorCode.LIMIT_EXCEEDED})
  @Operation(
      summary = "Invite somebody by e-mail address or phone number",
      description =
          "Only the owner invites managers. The invitation lasts seven days and shows up in the"
              + " app of whoever has that contact; whether anybody has is not told.")
  @APIResponseSchema(
      value = InvitationView.class,
      responseCode = "201",
      responseDescription = "the invitation")
  public Response invite(
      @PathParam("farm") String farm, @RequestBodySchema(InvitationRequest.class) JsonValue json) {
    var contact = InvitationRequest.contact(Body.of(json));
    var role = InvitationRequest.role(json);
    var made = invitations.invite(context.member(), contact, role, context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{user}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Permission.CHANGE_MEMBERS)
  @Fails(ErrorCode.OWNER_REQUIRED)
  @Operation(
      summary = "Make a member a manager or a viewer",
      description = "The owner stays the owner, and there is one only.")
  public MemberView changeRole(
      @PathParam("farm") String farm,
      @PathParam("user") String user,
      @RequestBodySchema(RoleRequest.class) JsonValue json) {
    var role = Body.of(json).word("role", Role.class);
    return members.changeRole(context.member(), PathIds.user(user), role, context.origin());
  }

  @DELETE
  @Path("{user}")
  @Needs(value = Permission.CHANGE_MEMBERS, forOneself = Permission.LEAVE_FARM)
  @Fails(ErrorCode.OWNER_REQUIRED)
  @Operation(
      summary = "Remove a member, or leave the farm",
      description = "With one's own id it is leaving, which every member may but the owner.")
  public void remove(@PathParam("farm") String farm, @PathParam("user") String user) {
    members.remove(context.member(), PathIds.user(user), context.origin());
  }
}
