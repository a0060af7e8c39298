package com.tokkatot.edge.alert;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.alert.AlertRule;
import com.tokkatot.rules.alert.Watch;
import com.tokkatot.wire.AlertPlan;
import com.tokkatot.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is judged by, and which devices stand beyond a limit: on disk, so over a restart. */
final class StoredWatches {

  private static final String SELECT =
      "select device, rule, beyond_since, is_raised, at, alert, metric, side, severity, lim, value"
          + " from alert_watch ";

  /**
   * A device that is beyond a rule's limit.
   *
   * @param alertId what the cloud calls it; null: nobody was told yet
   * @param limit as a reading
   * @param value the last that was read
   */
  record Beyond(
      UUID device,
      UUID rule,
      Watch watch,
      UUID alertId,
      String metric,
      String side,
      String severity,
      double limit,
      double value) {

    static Beyond of(
        UUID device, AlertRule rule, Watch watch, UUID alertId, double limit, double value) {
      return new Beyond(
          device,
          rule.id(),
          watch,
          alertId,
          rule.limit().metric(),
          rule.limit().side().name(),
          rule.severity().name(),
          limit,
          value);
    }

    /** The same, when something else is read. */
    Beyond at(double read) {
      return new Beyond(device, rule, watch, alertId, metric, side, severity, limit, read);
    }

    /** It was told to be beyond; now it is not, or is not asked any more. */
    boolean isTold() {
      return alertId != null;
    }
  }

  AlertPlan plan(Store store) throws SQLException {
    try {
      return store
          .first(row -> row.getBytes(1), "select payload from alert_plan where id = 1")
          .map(AlertPlan::read)
          .orElse(AlertPlan.NONE);
    } catch (WireFormatException e) {
      throw new SQLException("The alert rules on the card cannot be read", e);
    }
  }

  void plan(Store store, AlertPlan plan) throws SQLException {
    store.run("insert or replace into alert_plan (id, payload) values (1, ?)", plan.toBytes());
  }

  List<Beyond> all(Store store) throws SQLException {
    return store.all(StoredWatches::read, SELECT);
  }

  List<Beyond> of(Store store, UUID device) throws SQLException {
    return store.all(StoredWatches::read, SELECT + "where device = ?", device.toString());
  }

  void put(Store store, Beyond beyond) throws SQLException {
    store.run(
        "insert or replace into alert_watch (device, rule, beyond_since, is_raised, at, alert,"
            + " metric, side, severity, lim, value) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        beyond.device.toString(),
        beyond.rule.toString(),
        beyond.watch.beyondSince().toEpochMilli(),
        beyond.watch.isRaised() ? 1 : 0,
        beyond.watch.at().toEpochMilli(),
        beyond.alertId == null ? null : beyond.alertId.toString(),
        beyond.metric,
        beyond.side,
        beyond.severity,
        beyond.limit,
        beyond.value);
  }

  void remove(Store store, UUID device, UUID rule) throws SQLException {
    store.run(
        "delete from alert_watch where device = ? and rule = ?",
        device.toString(),
        rule.toString());
  }

  /** The next revision: larger than all before, of this card and of one that was here before. */
  long revision(Store store, Instant now) throws SQLException {
    var next =
        Math.max(
            now.toEpochMilli(),
            store.number("select value from meta where name = 'alert_revision'") + 1);
    store.run(
        "insert into meta (name, value) values ('alert_revision', ?)"
            + " on conflict (name) do update set value = excluded.value",
        next);
    return next;
  }

  /** The name of an alert: whoever makes it again from the same makes the same. */
  static UUID name(UUID device, UUID rule, Instant since) {
    var text = device + "|" + rule + "|" + since.toEpochMilli();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Beyond read(ResultSet row) throws SQLException {
    var alert = row.getString(6);
    return new Beyond(
        UUID.fromString(row.getString(1)),
        UUID.fromString(row.getString(2)),
        new Watch(
            Instant.ofEpochMilli(row.getLong(3)),
            row.getInt(4) != 0,
            Instant.ofEpochMilli(row.getLong(5))),
        alert == null ? null : UUID.fromString(alert),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getDouble(10),
        row.getDouble(11));
  }
}
