package com.tokkatot.rest.account;

import com.tokkatot.account.SessionView;
import com.tokkatot.account.Sessions;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import com.tokkatot.rest.shared.PathIds;
import com.tokkatot.rest.shared.RequestContext;
import com.tokkatot.rest.shared.SignedIn;
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

/** Where the caller is signed in. Source: requirements.md 2.3 U3, U4. */
@ApplicationScoped
@Path("v1/users/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "The caller")
public class SessionsResource {

  @Inject RequestContext context;
  @EJB Sessions sessions;

  /** The caller's living sessions, the last used first. */
  public record SessionListView(List<SessionView> sessions, int total) {}

  @GET
  @SignedIn
  @Operation(summary = "Where the caller is signed in, the last used first")
  public SessionListView list() {
    var found = sessions.of(context.caller());
    return new SessionListView(found, found.size());
  }

  @DELETE
  @Path("{session}")
  @SignedIn
  @Fails(ErrorCode.SESSION_NOT_FOUND)
  @Operation(
      summary = "End one of the caller's sessions",
      description = "Its tokens are refused from the very next request on, on every node.")
  public void end(@PathParam("session") String session) {
    sessions.end(context.caller(), PathIds.session(session), context.origin());
  }
}
