package com.tokkatot.schedule;

import com.tokkatot.device.Devices;
import com.tokkatot.farm.FarmZone;
import com.tokkatot.farm.Member;
import com.tokkatot.rules.condition.Truth;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.rules.schedule.Upcoming.Turn;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What is going to happen, and what would if a draft were saved. Nothing is written. Permissions
 * have been checked at the door.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Drafts {

  /** How far ahead one can look, in days. */
  public static final int MAX_DAYS = 7;

  /** Most turns of one answer. */
  public static final int MAX_TURNS = 500;

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB Devices devices;
  @EJB SensedNow sensed;

  /**
   * What a draft would do.
   *
   * @param turns of the next seven days, the earliest first, at most {@link #MAX_TURNS}
   * @param conditionNow whether its condition holds: true, false or unknown; null: it has none
   * @param warnings whom it meets
   */
  public record DryRun(List<TurnView> turns, String conditionNow, List<OverlapView> warnings) {}

  /** Turns of a farm, the earliest first. */
  public record TurnList(List<TurnView> turns, Instant from, Instant to, int limit) {}

  /**
   * Tries a draft.
   *
   * @param replaced the schedule it would change; null: it would be a new one
   * @throws Invalid naming the field that does not fit the farm
   * @throws NotFound if the one to be replaced is not there ({@code SCHEDULE_NOT_FOUND})
   */
  public DryRun dryRun(Member asking, UUID replaced, ScheduleDraft draft) {
    var schedule = schedule(asking, replaced, draft);
    var now = time.instant();
    var turns = Expected.turns(schedule, now, now.plus(Overlapping.AHEAD), MAX_TURNS);
    var names = names(turns);
    var truth = sensed.truth(asking.farmId(), schedule);
    return new DryRun(
        turns.stream().map(turn -> view(null, draft.name(), turn, names)).toList(),
        truth.map(Truth::name).map(word -> word.toLowerCase(Locale.ROOT)).orElse(null),
        meeting(asking, schedule));
  }

  /**
   * Whom a draft would meet.
   *
   * @throws Invalid as for {@link #dryRun}
   */
  public List<OverlapView> conflicts(Member asking, UUID replaced, ScheduleDraft draft) {
    return meeting(asking, schedule(asking, replaced, draft));
  }

  private Schedule schedule(Member asking, UUID replaced, ScheduleDraft draft) {
    var rows = new ScheduleRows(sql, time.instant());
    var id = replaced == null ? Ids.next(time) : rows.newest(asking.farmId(), replaced).id();
    new ScheduleChecks(devices, rows).check(asking.farmId(), id, draft);
    return draft.definition().schedule(id, 1, FarmZone.of(sql, asking.farmId()), time.instant());
  }

  private List<OverlapView> meeting(Member asking, Schedule schedule) {
    return new Overlapping(sql, devices, time.instant()).with(asking.farmId(), schedule);
  }

  /**
   * What the farm's enabled schedules are going to do.
   *
   * @param deviceId null: with all devices
   * @param days 1 to {@link #MAX_DAYS}
   * @param limit 1 to {@link #MAX_TURNS}
   * @throws Invalid naming the parameter that is out of range
   */
  public TurnList upcoming(Member asking, UUID deviceId, int days, int limit) {
    if (days < 1 || days > MAX_DAYS) {
      throw new Invalid("days", "must be 1 to " + MAX_DAYS);
    }
    if (limit < 1 || limit > MAX_TURNS) {
      throw new Invalid("limit", "must be 1 to " + MAX_TURNS);
    }
    var from = time.instant();
    var to = from.plus(Duration.ofDays(days));
    var all = new ArrayList<Coming>();
    for (var stored : new ScheduleRows(sql, from).enabled(asking.farmId())) {
      var only = only(stored.schedule(), deviceId);
      var turns = only == null ? List.<Turn>of() : Expected.turns(only, from, to, limit);
      turns.forEach(turn -> all.add(new Coming(stored, turn)));
    }
    var first =
        all.stream().sorted(Comparator.comparing(coming -> coming.turn.at())).limit(limit).toList();
    var names = names(first.stream().map(Coming::turn).toList());
    return new TurnList(
        first.stream()
            .map(one -> view(one.stored.id(), one.stored.draft().name(), one.turn, names))
            .toList(),
        from,
        to,
        limit);
  }

  private record Coming(Stored stored, Turn turn) {}

  /** The schedule as far as it is about a device; null: it is not. */
  private static Schedule only(Schedule schedule, UUID deviceId) {
    if (deviceId == null) {
      return schedule;
    }
    return schedule.targets().stream()
        .filter(target -> target.deviceId().equals(deviceId))
        .findFirst()
        .map(
            target ->
                new Schedule(
                    schedule.id(),
                    schedule.version(),
                    schedule.plan(),
                    List.of(target),
                    schedule.zone(),
                    schedule.priority(),
                    schedule.editedAt(),
                    schedule.misfireGrace()))
        .orElse(null);
  }

  private Map<UUID, String> names(List<Turn> turns) {
    return new ScheduleViews(sql, devices, time.instant())
        .names(turns.stream().map(Turn::deviceId).distinct().toList());
  }

  private static TurnView view(UUID id, String name, Turn turn, Map<UUID, String> names) {
    var device = turn.deviceId();
    return new TurnView(id, name, device, names.get(device), turn.at(), turn.value(), turn.until());
  }
}
