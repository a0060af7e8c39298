package com.tokkatot.stop;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.StopMessage.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One stop as people see it.
 *
 * @param coopId the coop, or null for the farm
 * @param origin app, or button: that one is released at the button only
 * @param state asked, held, releasing or released
 * @param by who asked for it; null for a button
 * @param nodeId whose button it is, or null
 * @param since when it held first, or was asked for if it does not yet
 * @param fansAt when fans go back to work by themselves, or null
 * @param fansFree whether they already did
 */
public record StopView(
    UUID stopId,
    UUID coopId,
    String coopName,
    String origin,
    String state,
    String reason,
    By by,
    UUID nodeId,
    Instant since,
    Instant fansAt,
    boolean fansFree) {

  static final String SELECT =
      """
      select stop.*, coop.name as coop_name, account.name as by_name
      from emergency_stop stop
      left join coop on coop.id = stop.coop_id
      left join account on account.id = stop.asked_by
      """;

  /** A person. */
  public record By(UUID id, String name) {}

  static StopView read(ResultSet row) throws SQLException {
    var by = Sql.uuid(row, "asked_by");
    var since = Sql.instant(row, "held_since");
    return new StopView(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "coop_id"),
        row.getString("coop_name"),
        Sql.word(row, "origin", Origin.class).name().toLowerCase(Locale.ROOT),
        row.getString("state"),
        row.getString("reason"),
        by == null ? null : new By(by, row.getString("by_name")),
        Sql.uuid(row, "node_id"),
        since == null ? Sql.instant(row, "asked_at") : since,
        Sql.instant(row, "fans_at"),
        row.getBoolean("fans_free"));
  }
}
