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

  public static ScheduleAlerts schedulesOver(Sql sql, InstantSource time, LiveEvents live) {
    var schedules = new ScheduleAlerts();
    schedules.sql = sql;
    schedules.time = time;
    schedules.live = live;
    return schedules;
  }
}
