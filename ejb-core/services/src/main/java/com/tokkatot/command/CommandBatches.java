package com.tokkatot.command;

import com.tokkatot.audit.Origin;
import com.tokkatot.device.Device;
import com.tokkatot.device.Devices;
import com.tokkatot.device.Groups;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One order to many devices, with a result for each. Source: requirements.md 2.6 C8. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandBatches {

  @EJB Devices devices;
  @EJB Groups groups;
  @Inject CommandIntake intake;
  @Inject InstantSource time;

  /**
   * What became of one device's part.
   *
   * @param commandId null when it was refused
   * @param status of the command, or {@code refused}
   * @param error a code as errors carry it, or null
   */
  public record Part(UUID commandId, UUID deviceId, String status, String error) {}

  /** The whole, in the order of asking. */
  public record BatchView(UUID commandBatchId, List<Part> commands, int total) {}

  /**
   * Writes down a command for each device; one that is refused does not hinder the others. Each
   * command's id follows from batch and device, so a batch asked for twice is one batch.
   *
   * @throws NotAllowed if the member may not command ({@code FORBIDDEN})
   * @throws NotFound if the group is not on the farm ({@code GROUP_NOT_FOUND})
   */
  public BatchView request(Member member, BatchRequest batch, Origin origin) {
    if (!member.may(Permission.COMMAND)) {
      throw new NotAllowed("FORBIDDEN", "your role does not permit commands");
    }
    var id = batch.batchId() == null ? Ids.next(time) : batch.batchId();
    var asked =
        targets(member, batch).stream()
            .map(device -> new AskedCommand(member, device, batch.to(id, device), origin))
            .toList();
    var written = asked.isEmpty() ? List.<WrittenCommand>of() : intake.write(asked);
    var parts = new ArrayList<Part>();
    for (var i = 0; i < written.size(); i++) {
      parts.add(part(asked.get(i), written.get(i)));
    }
    return new BatchView(id, List.copyOf(parts), parts.size());
  }

  private List<UUID> targets(Member member, BatchRequest batch) {
    if (batch.groupId() != null) {
      return groups.get(member, batch.groupId()).deviceIds();
    }
    if (batch.coopId() == null) {
      return batch.deviceIds().stream().distinct().toList();
    }
    return devices.of(member.farmId()).stream()
        .filter(device -> batch.coopId().equals(device.coopId()))
        .filter(device -> device.kind().isActuator())
        .map(Device::id)
        .toList();
  }

  private static Part part(AskedCommand asked, WrittenCommand written) {
    if (written.refused() != null) {
      return new Part(null, asked.deviceId(), "refused", written.refused().code());
    }
    var view = written.command().view();
    return new Part(view.commandId(), view.deviceId(), view.status(), null);
  }

  /** The id of one device's part of a batch. */
  static UUID partId(UUID batch, UUID device) {
    return UUID.nameUUIDFromBytes((batch + " " + device).getBytes(StandardCharsets.US_ASCII));
  }
}
