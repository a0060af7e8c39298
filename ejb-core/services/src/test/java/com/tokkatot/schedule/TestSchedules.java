package com.tokkatot.schedule;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;

/** Schedules over a real database, for tests of features above. */
public final class TestSchedules {

  private TestSchedules() {}

  public static ExecutionIntake intakeOver(Sql sql, SettableTime time) {
    var intake = new ExecutionIntake();
    intake.sql = sql;
    intake.time = time;
    intake.live = LiveEventsTest.over(sql);
    intake.alerts = TestAlerts.schedulesOver(sql, time, intake.live);
    return intake;
  }
}
