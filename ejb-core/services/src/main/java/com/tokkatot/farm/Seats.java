package com.tokkatot.farm;

import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Sql;
import java.util.UUID;

/** Counts a farm's people so that two who come at once cannot both take the last seat. */
final class Seats {

  private Seats() {}

  /**
   * Whoever wants a seat waits here for the others; until the transaction ends.
   *
   * <p>The farm's row, and always before any other: the event stream locks it the same way.
   */
  static void lock(Sql sql, UUID farmId) {
    var farms =
        sql.query(
            "select 1 from farm where id = ? and is_active for no key update", row -> true, farmId);
    if (farms.isEmpty()) {
      throw Farms.unknown();
    }
  }

  static int taken(Sql sql, UUID farmId) {
    return sql.query(
            "select count(*) as taken from farm_member where farm_id = ?",
            row -> row.getInt("taken"),
            farmId)
        .get(0);
  }

  static Conflict full() {
    return new Conflict("LIMIT_EXCEEDED", "a farm has at most " + Members.MOST + " members");
  }
}
