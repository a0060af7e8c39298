package com.tokkatot.farm;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;

/** The rows of the birds in coops. In the caller's transaction, who has locked the coop. */
record Flocks(Sql sql, InstantSource time) {

  void place(UUID farmId, UUID coopId, FlockDetails flock) {
    checkPlacement(farmId, flock);
    sql.update(
        "insert into flock (id, coop_id, breed, placed_at, bird_count, created_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        Ids.next(time),
        coopId,
        flock.breed(),
        flock.placedAt(),
        flock.count(),
        time.instant());
  }

  void correct(UUID farmId, CoopView.FlockView now, FlockDetails flock) {
    checkPlacement(farmId, flock);
    if (flock.count() < now.deaths()) {
      throw new Invalid("flock.count", "is less than the deaths that were noted");
    }
    sql.update(
        "update flock set breed = ?, placed_at = ?, bird_count = ? where id = ?",
        flock.breed(),
        flock.placedAt(),
        flock.count(),
        now.id());
  }

  void end(UUID coopId) {
    sql.update(
        "update flock set ended_at = ? where coop_id = ? and ended_at is null",
        time.instant(),
        coopId);
  }

  LocalDate today(UUID farmId) {
    return sql.query(
            "select (? at time zone timezone)::date as today from farm where id = ?",
            row -> row.getObject("today", LocalDate.class),
            time.instant(),
            farmId)
        .get(0);
  }

  private void checkPlacement(UUID farmId, FlockDetails flock) {
    if (flock.placedAt().isAfter(today(farmId))) {
      throw new Invalid("flock.placed_at", "must not be after today");
    }
  }
}
