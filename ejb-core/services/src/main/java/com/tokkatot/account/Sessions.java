package com.tokkatot.account;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Who is signed in where, and the end of it. */
@Stateless
public class Sessions {

  @Inject SessionStore store;
  @Inject AuditLog audit;
  @Inject Event<SessionsEnded> ended;

  /** The caller's living sessions, the last used first. */
  public List<SessionView> of(Caller caller) {
    return store.views(caller);
  }

  /**
   * Ends the caller's own session, or all of the caller's; their tokens are refused from now on.
   */
  public void end(Caller caller, boolean allDevices, Origin origin) {
    var gone =
        allDevices
            ? store.endAll(caller.accountId(), null, "signed_out")
            : store.end(caller.accountId(), caller.sessionId(), "signed_out");
    tell(caller.accountId(), gone, "signed out", origin);
  }

  /**
   * Ends one of the caller's sessions, wherever it is.
   *
   * @throws NotFound if the caller has no such living session ({@code SESSION_NOT_FOUND})
   */
  public void end(Caller caller, UUID session, Origin origin) {
    var gone = store.end(caller.accountId(), session, "revoked");
    if (gone.isEmpty()) {
      throw new NotFound("SESSION_NOT_FOUND", "no such session");
    }
    tell(caller.accountId(), gone, "revoked", origin);
  }

  /** Ends a session one of whose old refresh tokens came back. */
  public void endReused(UUID accountId, UUID session, Origin origin) {
    audit.note(null, accountId, "session.reuse_detected", session, "old refresh token", origin);
    tell(accountId, store.end(accountId, session, "reused"), "reused", origin);
  }

  /** Ends every session of an account but one, for a reason of ours. */
  public void endAll(UUID accountId, UUID except, String reason, Origin origin) {
    tell(accountId, store.endAll(accountId, except, reason), reason, origin);
  }

  private void tell(UUID accountId, List<UUID> gone, String reason, Origin origin) {
    for (var session : gone) {
      audit.note(null, accountId, "session.ended", session, reason, origin);
    }
    if (!gone.isEmpty()) {
      ended.fire(new SessionsEnded(gone));
    }
  }
}
