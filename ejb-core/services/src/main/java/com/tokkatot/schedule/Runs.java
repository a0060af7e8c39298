package com.tokkatot.schedule;

import com.tokkatot.audit.Origin;
import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.Commands;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Permission;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Problem;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Does now what a schedule does in its turn, for all its devices at once: orders of a person, which
 * hold like others. Each has an execution of its own, written down before its order; the order has
 * the same id.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Runs {

  @EJB RunRows rows;
  @EJB Commands commands;
  @Inject InstantSource time;

  /**
   * What became of one device's part: {@code queued}, or {@code failed} with a code as errors carry
   * it.
   */
  public record Part(UUID executionId, UUID deviceId, String status, String error) {}

  /**
   * The whole, in the schedule's order.
   *
   * @param executionId the first device's
   */
  public record Run(UUID executionId, String status, List<Part> executions, int total) {}

  /**
   * Runs it. Asking twice with one key is asking once.
   *
   * @param key made by whoever asks, or null
   * @throws NotAllowed if the member may not run schedules ({@code FORBIDDEN})
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  public Run now(Member member, UUID scheduleId, UUID key, Origin origin) {
    if (!member.may(Permission.SCHEDULE)) {
      throw new NotAllowed("FORBIDDEN", "your role does not permit schedules");
    }
    var parts = new ArrayList<Part>();
    for (var asked : rows.write(member, scheduleId, key, time.instant(), origin)) {
      parts.add(order(member, asked, origin));
    }
    var isQueued = parts.stream().anyMatch(part -> part.error() == null);
    return new Run(
        parts.isEmpty() ? null : parts.get(0).executionId(),
        isQueued ? "queued" : "failed",
        List.copyOf(parts),
        parts.size());
  }

  private Part order(Member member, Asked asked, Origin origin) {
    try {
      commands.request(member, asked.deviceId(), asked.request(), origin);
      return new Part(asked.executionId(), asked.deviceId(), "queued", null);
    } catch (Problem e) {
      rows.refused(asked.executionId(), e.code());
      return new Part(asked.executionId(), asked.deviceId(), "failed", e.code());
    }
  }

  /** One device's part, written down and about to be ordered. */
  public record Asked(UUID executionId, UUID deviceId, CommandRequest request) {}
}
