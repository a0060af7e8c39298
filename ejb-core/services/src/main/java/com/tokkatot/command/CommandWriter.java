package com.tokkatot.command;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.audit.AuditLine;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Problem;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Writes commands down with their audit lines and events, many in one transaction: a commit costs
 * as much for fifty as for one.
 */
@Stateless
public class CommandWriter {

  @PersistenceContext EntityManager entities;
  @EJB Devices devices;
  @EJB CommandOutbox outbox;
  @EJB LiveEvents live;
  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /**
   * What became of each, in the same order; one that is refused does not hinder the others.
   *
   * @param sending whether they leave for the broker once this is committed
   */
  public List<WrittenCommand> write(List<AskedCommand> asked, boolean sending) {
    return sql.together(() -> writeAll(asked, sending));
  }

  private List<WrittenCommand> writeAll(List<AskedCommand> asked, boolean sending) {
    var targets =
        devices.all(asked.stream().map(AskedCommand::deviceId).distinct().toList()).stream()
            .collect(toMap(Device::id, device -> device));
    var answers = asked.stream().map(one -> draft(one, targets.get(one.deviceId()))).toList();
    var drafts = answers.stream().filter(one -> one.refused() == null).toList();
    var added =
        new HashSet<>(outbox.add(drafts.stream().map(WrittenCommand::command).toList(), sending));
    var written = new ArrayList<WrittenCommand>();
    var lines = new ArrayList<AuditLine>();
    var events = new ArrayList<LiveEvent>();
    var now = time.instant();
    for (var i = 0; i < asked.size(); i++) {
      var draft = answers.get(i);
      // Of two with one id in one batch, the first is the new one.
      if (draft.refused() != null || added.remove(draft.command().id())) {
        written.add(draft);
      } else {
        written.add(known(draft.command()));
        continue;
      }
      if (draft.refused() == null) {
        lines.add(line(asked.get(i), draft.command()));
        events.add(CommandEvents.status(draft.command(), now));
      }
    }
    audit.noteAll(lines);
    live.append(events);
    return written;
  }

  private WrittenCommand draft(AskedCommand asked, Device device) {
    try {
      if (device == null || !device.farmId().equals(asked.member().farmId())) {
        throw Devices.unknown();
      }
      check(device, asked.request());
      var id = asked.request().commandId();
      return new WrittenCommand(
          Command.requested(
              id == null ? Ids.next(time) : id,
              asked.request(),
              device,
              asked.member(),
              time.instant()),
          true,
          null);
    } catch (Problem e) {
      return WrittenCommand.refused(e);
    }
  }

  private WrittenCommand known(Command asked) {
    var first = entities.find(Command.class, asked.id());
    // Of a foreign farm's command nothing may be learned but that the id is taken.
    if (first == null || !first.deviceId().equals(asked.deviceId())) {
      return WrittenCommand.refused(
          new Conflict("DUPLICATE_RESOURCE", "this idempotency_key belongs to another command"));
    }
    return new WrittenCommand(first, false, null);
  }

  private static AuditLine line(AskedCommand asked, Command command) {
    return new AuditLine(
        command.farmId(),
        asked.member().accountId(),
        "command.requested",
        command.id(),
        asked.member().staffRole() == null ? "asked by member" : "diagnostics by staff",
        asked.origin());
  }

  private static void check(Device device, CommandRequest request) {
    if (!device.kind().isActuator()) {
      throw new Conflict("DEVICE_READ_ONLY", "a sensor takes no commands");
    }
    if (device.isStopped()) {
      throw new Conflict("EMERGENCY_STOP_ACTIVE", "an emergency stop holds this device");
    }
    // Of our kinds none is a servo; the first that is will say so in DeviceKind.
    if (request.type() == CommandType.SET_ANGLE) {
      throw new Conflict("COMMAND_NOT_SUPPORTED", "set_angle goes with servos only");
    }
    if (request.isPartial() && !device.kind().isDimmable()) {
      throw new Conflict("COMMAND_NOT_SUPPORTED", "lights and fans only know more than on and off");
    }
  }
}
