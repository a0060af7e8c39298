package com.tokkatot.alert;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.device.TestSnapshots;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.reading.ReadingsTaken;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.event.Event;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Alerts over a real database, for tests of features above. */
public final class TestAlerts {

  private TestAlerts() {}

  /** Nobody but clients listens. */
  public static AlertNews news(LiveEvents live, InstantSource time) {
    return news(live, time, new RecordedEvents<>());
  }

  public static AlertNews news(
      LiveEvents live, InstantSource time, Event<AlertsChanged> listening) {
    var news = new AlertNews();
    news.live = live;
    news.time = time;
    news.changed = listening;
    return news;
  }

  /** Judges what was measured. */
  public static Consumer<ReadingsTaken> limitsOver(Sql sql, InstantSource time, AlertNews news) {
    var limits = new LimitAlerts();
    limits.sql = sql;
    limits.time = time;
    limits.news = news;
    return limits::taken;
  }

  /** Takes what hubs judge. */
  public static HubAlerts hubsOver(Sql sql, InstantSource time, AlertNews news) {
    var hubs = new HubAlerts();
    hubs.sql = sql;
    hubs.time = time;
    hubs.news = news;
    return hubs;
  }

  /** Tells again what nobody has seen. */
  public static Runnable repeatsOver(Sql sql, InstantSource time, AlertNews news) {
    var repeats = new AlertRepeats();
    repeats.sql = sql;
    repeats.time = time;
    repeats.news = news;
    return repeats::look;
  }

  /** The door. */
  public static Alerts over(Sql sql, InstantSource time, AlertNews news) {
    var alerts = new Alerts();
    alerts.sql = sql;
    alerts.time = time;
    alerts.audit = AuditLogs.over(sql, time);
    alerts.news = news;
    return alerts;
  }

  public static AlertRules rulesOver(Sql sql, InstantSource time, AlertNews news) {
    var rules = new AlertRules();
    rules.sql = sql;
    rules.time = time;
    rules.audit = AuditLogs.over(sql, time);
    rules.news = news;
    rules.snapshots = TestSnapshots.versionsOver(sql, new RecordedEvents<>());
    return rules;
  }

  public static WireAlerts wiresOver(Sql sql, SettableTime time, LiveEvents live) {
    var wires = new WireAlerts();
    wires.sql = sql;
    wires.time = time;
    wires.news = news(live, time);
    return wires;
  }

  public static void tellBy(WireAlerts wires, AlertNews news) {
    wires.news = news;
  }

  public static ClockAlerts clocksOver(Sql sql, InstantSource time, LiveEvents live) {
    var clocks = new ClockAlerts();
    clocks.sql = sql;
    clocks.time = time;
    clocks.news = news(live, time);
    return clocks;
  }

  public static FirmwareAlerts firmwareOver(Sql sql, InstantSource time, AlertNews news) {
    var firmware = new FirmwareAlerts();
    firmware.sql = sql;
    firmware.time = time;
    firmware.news = news;
    return firmware;
  }

  public static ScheduleAlerts schedulesOver(Sql sql, InstantSource time, LiveEvents live) {
    var schedules = new ScheduleAlerts();
    schedules.sql = sql;
    schedules.time = time;
    schedules.news = news(live, time);
    return schedules;
  }
}
