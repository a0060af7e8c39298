package com.tokkatot.schedule;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.device.Devices;
import com.tokkatot.rules.schedule.Overlaps;
import com.tokkatot.rules.schedule.Overlaps.Overlap;
import com.tokkatot.rules.schedule.Schedule;
import com.tokkatot.shared.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whom a schedule meets in the days that come. */
record Overlapping(Sql sql, Devices devices, Instant now) {

  static final Duration AHEAD = Duration.ofDays(7);

  private static final int MOST = 100;

  /** Of the farm's enabled schedules. */
  List<OverlapView> with(UUID farmId, Schedule schedule) {
    var others = new ScheduleRows(sql, now).enabled(farmId);
    var found =
        Overlaps.of(schedule, others.stream().map(Stored::schedule).toList(), now, now.plus(AHEAD));
    var called = others.stream().collect(toMap(Stored::id, other -> other.draft().name()));
    var names =
        new ScheduleViews(sql, devices, now)
            .names(found.stream().map(Overlap::deviceId).distinct().toList());
    return found.stream()
        .limit(MOST)
        .map(
            overlap ->
                new OverlapView(
                    overlap.other(),
                    called.get(overlap.other()),
                    overlap.deviceId(),
                    names.get(overlap.deviceId()),
                    overlap.at()))
        .toList();
  }
}
