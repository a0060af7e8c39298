package com.tokkatot.rest.staff;

import com.tokkatot.account.SecurityTrail;
import com.tokkatot.account.TrailFilter;
import com.tokkatot.account.TrailPage;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Limit;
import com.tokkatot.rest.shared.Limited;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.Slice;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Words;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The security trail: who did, tried and was refused what. */
@ApplicationScoped
@Path("v1/staff/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Staff")
public class AuditResource {

  @Inject RequestContext context;
  @EJB SecurityTrail trail;

  @GET
  @Needs(Permission.SEE_SECURITY_TRAIL)
  @Limited(Limit.REPORT)
  @Operation(
      summary = "The security trail, the newest line first",
      description = "An action is given whole (sign_in.refused) or by its first part (sign_in).")
  public TrailPage find(
      @QueryParam("farm_id") String farm,
      @QueryParam("account_id") String account,
      @QueryParam("action") String action,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset) {
    Slice.check(limit, offset);
    var filter =
        new TrailFilter(
            id("farm_id", farm),
            id("account_id", account),
            action,
            Words.instantOrNull("from", from),
            Words.instantOrNull("to", to));
    return trail.find(context.caller(), filter, limit, offset);
  }

  private static UUID id(String field, String text) {
    return text == null ? null : Ids.parse(field, text);
  }
}
