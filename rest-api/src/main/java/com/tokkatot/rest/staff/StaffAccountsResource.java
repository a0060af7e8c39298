package com.tokkatot.rest.staff;

import com.tokkatot.account.Contact;
import com.tokkatot.account.StaffAccounts;
import com.tokkatot.account.StaffRole;
import com.tokkatot.account.StaffView;
import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.staff.StaffRequests.ChangeStaffRequest;
import com.tokkatot.rest.staff.StaffRequests.InviteStaffRequest;
import com.tokkatot.shared.Body;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tokkatot's own people, looked after by admins. */
@ApplicationScoped
@Path("v1/staff/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class StaffAccountsResource {

  @Inject RequestContext context;
  @EJB StaffAccounts staff;

  /** All of them, the oldest first. */
  public record StaffListView(List<StaffView> accounts, int total) {}

  @GET
  @Needs(Permission.MANAGE_STAFF)
  @Operation(summary = "All members of staff, the oldest first")
  public StaffListView list() {
    var found = staff.all(context.caller());
    return new StaffListView(found, found.size());
  }

  /** Answers 201 with the new account. */
  @POST
  @Needs(Permission.MANAGE_STAFF)
  @Consumes(MediaType.APPLICATION_JSON)
  @Fails({ErrorCode.DUPLICATE_RESOURCE, ErrorCode.CODE_NOT_SENT})
  @Operation(
      summary = "Invite somebody to the staff",
      description = "The invitation is sent by e-mail and lasts three days.")
  @APIResponseSchema(
      value = StaffView.class,
      responseCode = "201",
      responseDescription = "the account, which wants to be enrolled")
  public Response invite(@RequestBodySchema(InviteStaffRequest.class) JsonValue json) {
    var body = Body.of(json);
    var made =
        staff.invite(
            context.caller(),
            Contact.email("email", body.text("email", 254)),
            body.text("name", 100),
            body.word("role", StaffRole.class),
            context.origin());
    return Response.status(Response.Status.CREATED).entity(made).build();
  }

  @PUT
  @Path("{user}")
  @Needs(Permission.MANAGE_STAFF)
  @Consumes(MediaType.APPLICATION_JSON)
  @Fails({ErrorCode.USER_NOT_FOUND, ErrorCode.LAST_ADMIN})
  @Operation(
      summary = "Change a member's role, deactivate or reactivate one",
      description = "Ends the member's sessions. One admin must stay.")
  public StaffView change(
      @PathParam("user") String user, @RequestBodySchema(ChangeStaffRequest.class) JsonValue json) {
    var body = Body.of(json);
    var role = body.has("role") ? body.word("role", StaffRole.class) : null;
    var active = body.has("is_active") ? Boolean.valueOf(body.flagOr("is_active", true)) : null;
    return staff.change(context.caller(), PathIds.user(user), role, active, context.origin());
  }

  @POST
  @Path("{user}/reset-totp")
  @Needs(Permission.MANAGE_STAFF)
  @Fails({ErrorCode.USER_NOT_FOUND, ErrorCode.CODE_NOT_SENT})
  @Operation(
      summary = "Take a lost second factor away",
      description = "Ends the member's sessions and sends a new invitation to enrol.")
  public StaffView resetTotp(@PathParam("user") String user) {
    return staff.resetFactor(context.caller(), PathIds.user(user), context.origin());
  }
}
