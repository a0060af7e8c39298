package com.tokkatot.alert;

import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;

/** Alerts over a real database, for tests of features above. */
public final class TestAlerts {

  private TestAlerts() {}

  public static WireAlerts wiresOver(Sql sql, SettableTime time, LiveEvents live) {
    var wires = new WireAlerts();
    wires.sql = sql;
    wires.time = time;
    wires.live = live;
    return wires;
  }

  public static ClockAlerts clocksOver(Sql sql, InstantSource time, LiveEvents live) {
    var clocks = new ClockAlerts();
    clocks.sql = sql;
    clocks.time = time;
    clocks.live = live;
    return clocks;
  }

  public static ScheduleAlerts schedulesOver(Sql sql, InstantSource time, LiveEvents live) {
    var schedules = new ScheduleAlerts();
    schedules.sql = sql;
    schedules.time = time;
    schedules.live = live;
    return schedules;
  }
}
