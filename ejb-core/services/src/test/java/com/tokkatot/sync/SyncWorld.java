package com.tokkatot.sync;

import com.tokkatot.account.HubCaller;
import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.HubAsked;
import com.tokkatot.device.StatusObserverTest;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.reading.TestReadings;
import com.tokkatot.schedule.TestSchedules;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestParked;
import com.tokkatot.shared.TestTransaction;
import com.tokkatot.usage.TestUsage;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEncoder;
import com.tokkatot.wire.journal.JournalEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A farm whose hub hands over its journal, on a real database, without a container. */
final class SyncWorld {

  final SettableTime time = new SettableTime("2026-03-05T06:00:00Z");
  final Instant start = Instant.parse("2026-03-05T00:00:00Z");
  final Sql sql = TestDatabase.sql();
  final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  final HubCaller hub = new HubCaller(farm.hub(), farm.id());
  final UUID journal = UUID.randomUUID();
  final RecordedEvents<HubAsked> asked = new RecordedEvents<>();

  SyncWorld() {
    TestReadings.over(sql, time);
  }

  long epoch(UUID journalId) {
    return TestTransaction.run(
        sql -> {
          var epochs = new HubEpochs();
          epochs.sql = sql;
          epochs.time = time;
          epochs.audit = AuditLogs.over(sql, time);
          return epochs.of(hub, journalId, Origin.SYSTEM).epoch();
        });
  }

  /** In a transaction of its own, as the container does it. */
  JournalReceipt store(JournalBatch batch) {
    return store(JournalEncoder.encode(batch));
  }

  JournalReceipt store(byte[] bytes) {
    return TestTransaction.run(sql -> journals(sql).store(hub, bytes));
  }

  HubJournals journals(Sql sql) {
    var intake = new EventIntake();
    intake.sql = sql;
    intake.statuses = StatusObserverTest.over(sql, time, TestUsage.over(sql, time));
    intake.executions = TestSchedules.intakeOver(sql, time);
    intake.alerts = TestAlerts.hubsOver(sql, time, TestAlerts.news(LiveEventsTest.over(sql), time));
    intake.parked = TestParked.over(sql, time);
    var journals = new HubJournals();
    journals.sql = sql;
    journals.time = time;
    journals.events = intake;
    journals.readings = TestReadings.over(sql, time);
    journals.audit = audit(sql);
    return journals;
  }

  JournalAudit audit(Sql sql) {
    var audit = new JournalAudit();
    audit.sql = sql;
    audit.time = time;
    audit.audit = AuditLogs.over(sql, time);
    audit.asked = asked;
    audit.live = LiveEventsTest.over(sql);
    return audit;
  }

  /** Events first to last of a light that goes on and off by the minute: even ones are on. */
  JournalBatch events(int first, int last) {
    var events = new ArrayList<JournalEvent>();
    for (var seq = first; seq <= last; seq++) {
      events.add(event(status(seq).toBytes()));
    }
    return JournalBatch.ofEvents(1, first, events);
  }

  JournalEvent event(byte[] payload) {
    return new JournalEvent(JournalEvent.Kind.STATUS, farm.light(), start, payload);
  }

  /** Deadly heat at the light, as its hub judged it. */
  JournalEvent alert(UUID rule, AlertMessage.State state, long atS) {
    var at = start.plusSeconds(atS);
    var message =
        new AlertMessage(
            farm.light(),
            farm.light(),
            rule,
            at.toEpochMilli(),
            state,
            start,
            at,
            "temperature",
            AlertMessage.Side.HIGH,
            AlertMessage.Severity.CRITICAL,
            38,
            state == AlertMessage.State.RAISED ? 38.5 : 30);
    return new JournalEvent(JournalEvent.Kind.ALERT, farm.light(), at, message.toBytes());
  }

  StatusMessage status(int seq) {
    return new StatusMessage(
        farm.light(),
        start.plusSeconds(60L * seq),
        new OrderKey(1, 1, seq),
        seq % 2 == 0 ? DeviceState.ON : DeviceState.OFF,
        null,
        null,
        StatusMessage.Trigger.SCHEDULE,
        null,
        null,
        null,
        null,
        false);
  }

  JournalBatch readings(int first, int last) {
    return JournalBatch.ofReadings(1, first, messages(first, last, Reading.Quality.GOOD));
  }

  List<SensorMessage> messages(int first, int last, Reading.Quality quality) {
    var messages = new ArrayList<SensorMessage>();
    for (var seq = first; seq <= last; seq++) {
      messages.add(
          new SensorMessage(
              farm.light(),
              start.plusSeconds(30L * seq),
              new OrderKey(1, 1, seq),
              List.of(new Reading("temperature", 20 + seq / 10.0, "Cel", quality))));
    }
    return messages;
  }

  long number(String query, Object... arguments) {
    return sql.query(query, row -> row.getLong(1), arguments).get(0);
  }

  long storedReadings() {
    return number("select count(*) from reading where device_id = ?", farm.light());
  }

  long storedStatuses() {
    return number("select count(*) from device_status where device_id = ?", farm.light());
  }

  long cycles() {
    return number(
        "select coalesce(max(cycles), 0) from device_usage where device_id = ?", farm.light());
  }

  String state() {
    return sql.query("select state from device where id = ?", row -> row.getString(1), farm.light())
        .get(0);
  }
}
