package com.tokkatot.edge.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** The file and its tables. A change of a table is a new number here and a step that gets there. */
final class Database {

  private static final List<String> TABLES =
      List.of(
          "create table meta (name text primary key, value integer not null) without rowid",
          // The two streams of wire.md; seq is dense because only the one writer inserts.
          """
          create table event (seq integer primary key autoincrement, topic text not null,
            payload blob not null, at integer not null, delivered_at integer)""",
          "create index event_waiting on event (seq) where delivered_at is null",
          """
          create table reading (seq integer primary key autoincrement, topic text not null,
            payload blob not null, at integer not null)""",
          """
          create table command (id text primary key, device text not null, payload blob not null,
            received_at integer not null, expires_at integer not null, forwarded_at integer,
            answer blob) without rowid""",
          "create index command_open on command (expires_at) where answer is null",
          "create index command_age on command (received_at)",
          "create table twin (device text primary key, payload blob not null) without rowid",
          """
          create table node (id text primary key, online integer not null,
            incarnation integer not null, boot integer not null, firmware text) without rowid""",
          """
          create table parked (seq integer primary key autoincrement, at integer not null,
            topic text not null, payload blob not null, reason text not null)""");

  /** What each version adds to the one before. */
  private static final List<List<String>> VERSIONS =
      List.of(
          TABLES,
          List.of(
              "alter table command add column issued_at integer not null default 0",
              "create index command_newest on command (device, issued_at)"),
          List.of(
              "create table config (device text primary key, payload blob not null)"
                  + " without rowid"),
          List.of("create table estop (id integer primary key, payload blob not null)"),
          List.of(
              // What was delivered before uploads began has been counted by the cloud.
              "delete from event where delivered_at is not null",
              "create table upload (stream text primary key, stored_to integer not null,"
                  + " hole_to integer) without rowid",
              "insert into upload (stream, stored_to) values ('event', 0), ('reading', 0)",
              "create table journal (id text not null, epoch integer)",
              "create table thinned (first_seq integer primary key, last_seq integer not null,"
                  + " batch blob not null)"),
          List.of(
              // When it was sent says in which order, and that is all that is asked from now on.
              "alter table command rename column forwarded_at to sent_no",
              "alter table command add column rank integer not null default 1",
              "create index command_sent on command (device, sent_no)",
              "create index command_last_sent on command (sent_no)",
              "create index command_waiting on command (rank, issued_at)"
                  + " where answer is null and sent_no is null"),
          List.of(
              "create table firmware (node text not null, update_id text not null,"
                  + " offer blob not null, ready integer not null, over integer not null,"
                  + " status blob, told integer not null, at integer not null,"
                  + " primary key (node, update_id)) without rowid"),
          List.of(
              "create table carried (device text primary key, node text not null,"
                  + " config_version integer not null) without rowid"),
          List.of(
              // Orders let go before an emergency stop: only asked after, never run.
              "alter table command add column stopped integer not null default 0",
              "create table coop (id text primary key, payload blob not null) without rowid",
              // So that what is there now is fetched once more, with coops and schedules.
              "delete from meta where name = 'snapshot'"),
          List.of(
              "create table schedule (id text primary key, payload blob not null) without rowid",
              "create table schedule_mark (schedule text not null, device text not null,"
                  + " at integer not null, primary key (schedule, device)) without rowid",
              "create table execution (id text primary key, schedule text not null,"
                  + " device text not null, version integer not null, planned_at integer not null,"
                  + " value integer not null, duration_ms integer, asked_at integer, command text,"
                  + " clock_held integer not null, gives_up_at integer not null, state text,"
                  + " revision integer not null default 0) without rowid",
              "create index execution_command on execution (command)",
              "create index execution_pending on execution (gives_up_at) where state is null",
              "create index execution_age on execution (planned_at)",
              "create table hold (device text primary key, value integer not null,"
                  + " since integer not null, until integer not null) without rowid",
              "create table turn (device text primary key, schedule text not null,"
                  + " value integer not null, priority integer not null, edited_at integer not null,"
                  + " until integer not null) without rowid",
              "create table applied (device text primary key, value integer not null,"
                  + " schedule text) without rowid",
              "create table asked (schedule text not null, device text not null,"
                  + " is_on integer not null, since integer not null, exhausted integer not null,"
                  + " held blob not null, true_since integer, primary key (schedule, device))"
                  + " without rowid"),
          // Asked by nobody but those who measure where the time goes.
          List.of("alter table command add column sent_at integer"),
          List.of(
              // Of the orders of a day only the few that are open are looked through.
              "create index command_waits on command (device, issued_at)"
                  + " where answer is null and sent_no is null",
              "create index command_under_way on command (device, sent_no)"
                  + " where answer is null and sent_no is not null"),
          List.of(
              // What deadly heat sets a device to; null: a thermometer. The grade is its coop's.
              "create table air (device text primary key, coop text not null, value integer,"
                  + " grade integer not null default 0) without rowid"),
          List.of(
              "create table alert_plan (id integer primary key, payload blob not null)",
              "create table alert_watch (device text not null, rule text not null,"
                  + " beyond_since integer not null, is_raised integer not null,"
                  + " at integer not null, alert text, metric text not null, side text not null,"
                  + " severity text not null, lim real not null, value real not null,"
                  + " primary key (device, rule)) without rowid",
              // So that what is there now is fetched once more, with the alert rules.
              "delete from meta where name = 'snapshot'"));

  private static final int VERSION = VERSIONS.size();

  private Database() {}

  /**
   * Says where the driver unpacks its native library: beside the data, not into a folder that all
   * can write to. After a kill the library of before still lies there; on a card that adds up.
   */
  static void prepareDriver(Path directory) throws IOException {
    if (System.getProperty("org.sqlite.tmpdir") != null) {
      return; // chosen by somebody, or done before in this process
    }
    try (var old = Files.newDirectoryStream(directory, "sqlite-*-libsqlitejdbc.so*")) {
      for (var file : old) {
        Files.deleteIfExists(file);
      }
    }
    System.setProperty("org.sqlite.tmpdir", directory.toString());
  }

  static Connection open(Path directory) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL); // NORMAL may lose the tail in a power cut
    config.setCacheSize(-1024); // KiB
    config.setBusyTimeout(5000);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + directory.resolve("journal.db"));
    var connection = source.getConnection();
    try {
      migrate(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void migrate(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      int version;
      try (var rows = statement.executeQuery("pragma user_version")) {
        version = rows.next() ? rows.getInt(1) : 0;
      }
      if (version > VERSION) {
        throw new SQLException("The journal was written by a newer program, version " + version);
      }
      if (version < VERSION) {
        connection.setAutoCommit(false);
        for (var step : VERSIONS.subList(version, VERSION)) {
          for (var change : step) {
            statement.executeUpdate(change);
          }
        }
        statement.executeUpdate("pragma user_version = " + VERSION);
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }
}
