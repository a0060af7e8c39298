package com.tokkatot.command;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The way in to commands. Callers have authenticated; this class decides whether they may. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Commands {

  /** Most commands one list answer holds. */
  public static final int MAX_PAGE = 100;

  @PersistenceContext EntityManager entities;
  @EJB Devices devices;
  @Inject CommandIntake intake;
  @EJB CommandOutbox outbox;
  @EJB LiveEvents live;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /**
   * Writes the command down and returns at once; it is sent once it is committed.
   *
   * <p>Asking twice with the same id returns the first command as it is now.
   *
   * @throws NotFound if the device is not on the member's farm ({@code DEVICE_NOT_FOUND})
   * @throws NotAllowed if the member may not command ({@code FORBIDDEN})
   * @throws Conflict if the device only reads ({@code DEVICE_READ_ONLY}), or if the id belongs to a
   *     command for another device ({@code DUPLICATE_RESOURCE})
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public CommandView request(Member member, UUID deviceId, CommandRequest request, Origin origin) {
    // The door has checked; this costs nothing and stays true behind any other door.
    if (!member.may(Permission.COMMAND)) {
      throw new NotAllowed("FORBIDDEN", "your role does not permit commands");
    }
    var written = intake.write(List.of(new AskedCommand(member, deviceId, request, origin))).get(0);
    if (written.refused() != null) {
      throw written.refused();
    }
    return written.command().view();
  }

  /**
   * One command.
   *
   * @throws NotFound if it is not there ({@code COMMAND_NOT_FOUND})
   */
  public CommandView get(UUID farmId, UUID deviceId, UUID commandId) {
    return find(farmId, deviceId, commandId).view();
  }

  private Command find(UUID farmId, UUID deviceId, UUID commandId) {
    var command = entities.find(Command.class, commandId);
    if (command == null
        || !command.farmId().equals(farmId)
        || !command.deviceId().equals(deviceId)) {
      throw new NotFound("COMMAND_NOT_FOUND", "no such command for this device");
    }
    return command;
  }

  /**
   * Calls a command back that waits to be sent. Its row decides whether it is sent or cancelled,
   * and says that it may be on its way before it is.
   *
   * @throws NotFound if it is not there ({@code COMMAND_NOT_FOUND})
   * @throws NotAllowed if the member may not command ({@code FORBIDDEN})
   * @throws Conflict if it may be on its way or has ended ({@code COMMAND_ALREADY_SENT})
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public CommandView cancel(Member member, UUID deviceId, UUID commandId, Origin origin) {
    if (!member.may(Permission.COMMAND)) {
      throw new NotAllowed("FORBIDDEN", "your role does not permit commands");
    }
    var command = find(member.farmId(), deviceId, commandId);
    var now = time.instant();
    if (!outbox.cancel(commandId, now)) {
      throw new Conflict("COMMAND_ALREADY_SENT", "it is on its way, or has ended");
    }
    entities.refresh(command);
    audit.note(
        member.farmId(),
        member.accountId(),
        "command.cancelled",
        commandId,
        member.staffRole() == null ? "asked by member" : "diagnostics by staff",
        origin);
    live.append(List.of(CommandEvents.status(command, now)));
    return command.view();
  }

  /**
   * A device's commands, newest first.
   *
   * @param filter which of them
   * @param limit 1 to {@link #MAX_PAGE}
   * @param offset 0 or more
   * @throws Invalid naming the parameter that is out of range
   */
  public List<CommandView> of(
      UUID farmId, UUID deviceId, CommandFilter filter, int limit, int offset) {
    Page.check(limit, MAX_PAGE, offset);
    var device = devices.in(farmId, deviceId);
    return entities
        .createNamedQuery("Command.ofDevice", Command.class)
        .setParameter("device", device.id())
        .setParameter("states", filter.states())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultStream()
        .map(Command::view)
        .toList();
  }
}
