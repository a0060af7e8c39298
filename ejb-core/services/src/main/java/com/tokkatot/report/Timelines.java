package com.tokkatot.report;

import com.tokkatot.device.Devices;
import com.tokkatot.reading.StateChange;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.report.Timeline.State;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** When devices were on and off. Callers have checked that the farm is theirs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Timelines {

  /** Most changes of one answer. */
  public static final int MOST = 1000;

  private static final Duration USUAL = Duration.ofDays(1);

  @Inject TimeSeries series;
  @Inject InstantSource time;
  @EJB Devices devices;

  /**
   * A device's states; nothing is said of what is still to come.
   *
   * @param from null: a day before the end
   * @param to null: now
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming the parameter that is out of range
   */
  public Timeline of(UUID farmId, UUID deviceId, Instant from, Instant to, int limit) {
    Page.check(limit, MOST, 0);
    var device = devices.in(farmId, deviceId);
    var now = time.instant();
    var end = to == null || to.isAfter(now) ? now : to;
    var begin = from == null ? end.minus(USUAL) : from;
    if (!begin.isBefore(end)) {
      throw new Invalid("from", "must be before to, and in the past");
    }
    var changes = series.states(deviceId, begin, end, limit + 1);
    // One comes from before the range.
    var within = changes.stream().filter(change -> !change.at().isBefore(begin)).count();
    var isWhole = within <= limit;
    var until = isWhole ? end : changes.get(changes.size() - 1).at();
    var shown = isWhole ? changes : changes.subList(0, changes.size() - 1);
    return new Timeline(
        deviceId, device.name(), begin, until, states(shown, begin, until), isWhole);
  }

  /** A clock that was put back makes no state end before it began. */
  private static List<State> states(List<StateChange> changes, Instant from, Instant until) {
    var states = new ArrayList<State>();
    var since = from;
    for (var i = 0; i < changes.size(); i++) {
      var change = changes.get(i);
      since = change.at().isBefore(since) ? since : change.at();
      var next = i + 1 < changes.size() ? changes.get(i + 1).at() : until;
      states.add(
          new State(
              since,
              next.isBefore(since) ? since : next,
              change.state(),
              change.value(),
              change.triggeredBy(),
              change.commandId()));
    }
    return states;
  }
}
