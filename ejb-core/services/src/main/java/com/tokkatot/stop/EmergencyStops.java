package com.tokkatot.stop;

import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.UUID;

/**
 * The way in: written down and committed first, then sent. Permissions have been checked at the
 * door.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EmergencyStops {

  @EJB StopRows rows;
  @EJB StopSender sender;

  /** All that hold, or are asked for. */
  public List<StopView> active(Member member) {
    return rows.active(member.farmId());
  }

  /**
   * Stops what moves or heats; pressed again it is the same stop, and holds the fans anew.
   *
   * @param coopId null for the farm
   * @throws NotFound if the coop is not on this farm ({@code COOP_NOT_FOUND})
   */
  public AskedStop stop(Member member, UUID coopId, String reason, Origin origin) {
    var asked = rows.stop(member, coopId, reason, origin);
    sender.send(List.of(asked.outgoing()));
    return asked.answer();
  }

  /** Holds the fans for five minutes more; what is stopped then. */
  public List<StopView> renew(Member member, UUID coopId, Origin origin) {
    sender.send(rows.renew(member, coopId, origin));
    return active(member);
  }

  /** Lets go what the app has stopped there; what is still stopped then. */
  public List<StopView> release(Member member, UUID coopId, Origin origin) {
    sender.send(rows.release(member, coopId, origin));
    return active(member);
  }
}
