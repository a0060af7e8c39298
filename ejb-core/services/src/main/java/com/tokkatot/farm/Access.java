package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Stands at the door of every call: lets in whom {@link Permission} admits and writes down whom it
 * turned away. Without a transaction of its own, so that the common case is one round trip.
 */
@ApplicationScoped
public class Access {

  // A screen asks many times a minute; one line an hour tells the auditor as much.
  static final Duration SAID_ONCE = Duration.ofHours(1);

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Memberships memberships;

  /**
   * The caller as a member of this farm, who has this permission there.
   *
   * @throws NotFound if there is no such farm or the caller is not in it ({@code FARM_NOT_FOUND})
   * @throws NotAllowed if the role is too low ({@code FORBIDDEN})
   */
  public Member enter(Caller caller, UUID farmId, Permission needed, Origin origin) {
    var found = memberships.find(caller, farmId);
    if (found.isEmpty()) {
      noteOnce(caller, farmId, "farm.denied", "not a member, or no such farm", origin);
      throw Farms.unknown();
    }
    var member = found.get();
    require(member, needed, origin);
    if (caller.isStaff()) {
      noteOnce(caller, farmId, "farm.support", "as " + caller.staffRole(), origin);
    }
    return member;
  }

  /**
   * Lets the caller pass who has this permission, which is not about one farm.
   *
   * @throws NotAllowed if not ({@code FORBIDDEN})
   */
  public void check(Caller caller, Permission needed, Origin origin) {
    if (!needed.admits(caller)) {
      throw refused(null, caller.accountId(), needed, origin);
    }
  }

  /**
   * Lets the member go on who has this permission too; for what only the body tells.
   *
   * @throws NotAllowed if not ({@code FORBIDDEN})
   */
  public void require(Member member, Permission needed, Origin origin) {
    if (!member.may(needed)) {
      throw refused(member.farmId(), member.accountId(), needed, origin);
    }
  }

  private NotAllowed refused(UUID farmId, UUID accountId, Permission needed, Origin origin) {
    audit.noteApart(farmId, accountId, "permission.denied", farmId, needed.name(), origin);
    return new NotAllowed("FORBIDDEN", "your role does not give you " + needed);
  }

  /** Once an hour for each session and farm. */
  private void noteOnce(Caller caller, UUID farmId, String action, String reason, Origin origin) {
    var said =
        sql.query(
            "select 1 from audit_log where account_id = ? and at > ? and action = ?"
                + " and farm_id = ? and target_id = ? limit 1",
            row -> true,
            caller.accountId(),
            time.instant().minus(SAID_ONCE),
            action,
            farmId,
            caller.sessionId());
    if (said.isEmpty()) {
      audit.noteApart(farmId, caller.accountId(), action, caller.sessionId(), reason, origin);
    }
  }
}
