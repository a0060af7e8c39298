package com.tokkatot.rest.account;

import com.tokkatot.account.ActivityLog;
import com.tokkatot.account.ActivityPage;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
import com.tokkatot.rest.shared.Slice;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What the caller did, and what others tried in the caller's name. Source: requirements.md 2.3 U5.
 */
@ApplicationScoped
@Path("v1/users/activity-log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class ActivityResource {

  private static final int MOST_DAYS = 5 * 366;

  @Inject RequestContext context;
  @EJB ActivityLog activities;

  @GET
  @SignedIn
  @Operation(summary = "What the caller did, the newest first")
  public ActivityPage list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("days") @DefaultValue("30") int days) {
    Slice.check(limit, offset);
    Slice.checkRange("days", days, 1, MOST_DAYS);
    return activities.of(context.caller(), days, limit, offset);
  }
}
