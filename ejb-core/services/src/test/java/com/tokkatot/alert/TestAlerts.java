package com.tokkatot.alert;

import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;

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
}
