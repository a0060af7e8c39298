package com.tokkatot.farm;

import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import java.time.ZoneId;
import java.util.UUID;

/** The zone by which a farm's days begin. */
public final class FarmZone {

  private FarmZone() {}

  /**
   * @throws NotFound if there is no such farm ({@code FARM_NOT_FOUND})
   */
  public static ZoneId of(Sql sql, UUID farmId) {
    return sql
        .query(
            "select timezone from farm where id = ?",
            row -> ZoneId.of(row.getString("timezone")),
            farmId)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("FARM_NOT_FOUND", "no such farm"));
  }
}
