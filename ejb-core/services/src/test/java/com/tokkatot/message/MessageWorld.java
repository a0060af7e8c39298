package com.tokkatot.message;

import com.tokkatot.account.Caller;
import com.tokkatot.alert.AlertNews;
import com.tokkatot.alert.Alerts;
import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.reading.ReadingsTaken;
import com.tokkatot.reading.StoredReading;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A farm with two members, its alerts and their messages, over a real database. */
final class MessageWorld {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  /** One in the afternoon in Phnom Penh. */
  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");

  final Sql sql;
  final TestDatabase.TestFarm farm;
  final Messages messages = new Messages();
  final Mutes mutes = new Mutes();
  final Subscriptions subscriptions = new Subscriptions();
  final MessageKeeper keeper = new MessageKeeper();
  final MessageWriter writer = new MessageWriter();
  final AccountMessages ofAccounts = new AccountMessages();
  final RecordedEvents<MessagesChanged> told = new RecordedEvents<>();
  final Alerts alerts;
  final AlertNews news;
  final Caller owner;
  final Caller viewer;
  private final Consumer<ReadingsTaken> limits;

  MessageWorld(Sql sql) {
    this.sql = sql;
    farm = TestDatabase.farm(sql);
    owner = member("owner");
    viewer = member("viewer");
    writer.sql = sql;
    writer.time = time;
    writer.messages = told;
    ofAccounts.sql = sql;
    ofAccounts.time = time;
    ofAccounts.messages = told;
    news = TestAlerts.news(LiveEventsTest.over(sql), time, new RecordedEvents<>(writer::write));
    limits = TestAlerts.limitsOver(sql, time, news);
    alerts = TestAlerts.over(sql, time, news);
    var audit = AuditLogs.over(sql, time);
    messages.sql = sql;
    messages.time = time;
    messages.audit = audit;
    messages.alerts = alerts;
    messages.messages = told;
    messages.system = TestSettings.over(sql, time);
    mutes.sql = sql;
    mutes.time = time;
    mutes.audit = audit;
    subscriptions.sql = sql;
    subscriptions.time = time;
    subscriptions.audit = audit;
    keeper.sql = sql;
    keeper.time = time;
    keeper.system = messages.system;
  }

  /** Somebody new on the farm. */
  Caller member(String role) {
    var account = UUID.randomUUID();
    sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        account,
        account.toString().getBytes(StandardCharsets.US_ASCII));
    sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, ?)",
        farm.id(),
        account,
        role);
    return new Caller(account, UUID.randomUUID(), null);
  }

  /** Above 35 Cel for a minute is a warning, above 38 critical at once. */
  void itIs(double celsius) {
    limits.accept(
        new ReadingsTaken(
            List.of(
                new StoredReading(
                    farm.light(),
                    "temperature",
                    time.instant(),
                    celsius,
                    "Cel",
                    Reading.Quality.GOOD))));
  }

  /** A warning. */
  void itIsWarm() {
    itIs(36);
    time.advance(Duration.ofSeconds(60));
    itIs(36);
  }

  /** It is well, for so long that the next alert is another. */
  void itCoolsDown() {
    itIs(30);
    time.advance(Duration.ofMinutes(11));
  }

  List<MessageView> of(Caller caller) {
    return messages.of(caller, Messages.Wanted.ALL, 50, 0).messages();
  }

  List<String> audited(Caller caller) {
    return sql.query(
        "select action from audit_log where account_id = ? order by id",
        row -> row.getString("action"),
        caller.accountId());
  }
}
