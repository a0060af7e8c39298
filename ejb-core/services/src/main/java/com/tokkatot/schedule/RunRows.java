package com.tokkatot.schedule;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandType;
import com.tokkatot.farm.Member;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes down what people want to run now. */
@Stateless
public class RunRows {

  private static final int FULL = 100;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /**
   * An execution for each device; those that are there already are given back like new ones.
   *
   * @param key two requests with one are one; null: none
   * @throws NotFound if it is not on the farm ({@code SCHEDULE_NOT_FOUND})
   */
  public List<Runs.Asked> write(
      Member member, UUID scheduleId, UUID key, Instant now, Origin origin) {
    var stored = new ScheduleRows(sql, now).newest(member.farmId(), scheduleId);
    var plan = stored.draft().definition().plan();
    var asked = new ArrayList<Runs.Asked>();
    var added = 0;
    for (var target : stored.draft().definition().targets()) {
      var device = target.deviceId();
      // With a key the instant says nothing: whoever asks again does so later.
      var fire =
          key == null ? new Fire(scheduleId, device, now) : new Fire(key, device, Instant.EPOCH);
      var id = fire.executionId();
      added +=
          sql.update(
              "insert into schedule_execution (id, schedule_id, farm_id, device_id, version,"
                  + " origin, planned_at, state, command_id, recorded_at) select ?, ?, ?, ?, ?,"
                  + " 'manual', ?, 'pending', ?, ? on conflict (id) do nothing",
              id,
              scheduleId,
              stored.farmId(),
              device,
              stored.version(),
              now,
              id,
              now);
      asked.add(new Runs.Asked(id, device, request(id, plan)));
    }
    if (added > 0) {
      audit.note(
          member.farmId(),
          member.accountId(),
          "schedule.run",
          scheduleId,
          "version " + stored.version() + ", now",
          origin);
    }
    return asked;
  }

  /** Nothing was ordered, and why. */
  public void refused(UUID executionId, String code) {
    sql.update(
        "update schedule_execution set state = 'failed', reason = lower(?), recorded_at = ?"
            + " where id = ? and state = 'pending'",
        code,
        time.instant(),
        executionId);
  }

  private static CommandRequest request(UUID id, Plan plan) {
    if (plan instanceof Plan.AtTimes times && !times.sequence().isEmpty()) {
      var steps =
          times.sequence().stream()
              .map(step -> new CommandStep((double) step.value(), step.length().toSeconds()))
              .toList();
      return request(id, CommandType.SEQUENCE, null, null, steps);
    }
    var value = plan.value();
    if (value == 0) {
      return request(id, CommandType.OFF, null, null, null);
    }
    var length = length(plan);
    var ms = length == null ? null : Math.min(length.toMillis(), CommandMessage.MAX_DURATION_MS);
    return value == FULL
        ? request(id, CommandType.ON, null, ms, null)
        : request(id, CommandType.SET_VALUE, (double) value, ms, null);
  }

  private static CommandRequest request(
      UUID id, CommandType type, Double value, Long ms, List<CommandStep> steps) {
    return new CommandRequest(id, type, value, ms, steps, CommandMessage.Priority.HIGH);
  }

  /** How long one turn takes; null: as long as the order holds. */
  private static Duration length(Plan plan) {
    if (plan instanceof Plan.AtTimes times) {
      return times.duration();
    }
    if (plan instanceof Plan.InCycles cycles) {
      return cycles.cycle().on();
    }
    return plan instanceof Plan.OnCondition rule ? rule.limits().maxOn() : null;
  }
}
