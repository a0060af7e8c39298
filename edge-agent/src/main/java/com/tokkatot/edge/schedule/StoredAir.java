package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.winner.Claim;
import com.tokkatot.rules.winner.Rank;
import com.tokkatot.wire.ConfigMessage;
import com.tokkatot.wire.CoopAir;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which devices decide over the air of which coop, and how that air is: on disk. */
final class StoredAir {

  /** How the air of a coop is; kept as its place in this list. */
  enum Grade {
    /** Nothing is wanted. */
    MILD,
    /** It was deadly and is not yet comfortable. */
    WARM,
    DEADLY
  }

  private static final int RUNS = 100;
  private static final int STANDS = 0;

  /** Takes the place of all that was there; a coop's grade stays. */
  void replace(Store store, List<CoopAir> coops) throws SQLException {
    var grades = new HashMap<UUID, Integer>();
    store
        .all(
            row -> Map.entry(UUID.fromString(row.getString(1)), row.getInt(2)),
            "select coop, max(grade) from air group by coop")
        .forEach(coop -> grades.put(coop.getKey(), coop.getValue()));
    store.run("delete from air");
    for (var coop : coops) {
      var grade = grades.getOrDefault(coop.coopId(), 0);
      add(store, coop.coopId(), coop.sensors(), null, grade);
      add(store, coop.coopId(), coop.fans(), RUNS, grade);
      add(store, coop.coopId(), coop.heaters(), STANDS, grade);
    }
  }

  private static void add(
      Store store, UUID coop, Collection<UUID> devices, Integer value, int grade)
      throws SQLException {
    for (var device : devices) {
      store.run(
          "insert or replace into air (device, coop, value, grade) values (?, ?, ?, ?)",
          device.toString(),
          coop.toString(),
          value,
          grade);
    }
  }

  /** Where a thermometer, a fan or a heater stands; empty: it is none, or nobody knows. */
  Optional<UUID> coopOf(Store store, UUID device) throws SQLException {
    return store.first(
        row -> UUID.fromString(row.getString(1)),
        "select coop from air where device = ?",
        device.toString());
  }

  List<UUID> sensors(Store store, UUID coop) throws SQLException {
    return ids(store, "select device from air where coop = ? and value is null", coop.toString());
  }

  /** The fans and heaters of a coop. */
  List<UUID> actuators(Store store, UUID coop) throws SQLException {
    return ids(
        store, "select device from air where coop = ? and value is not null", coop.toString());
  }

  /** The fans and heaters that are, or were just now, claimed by the heat. */
  List<UUID> claimed(Store store) throws SQLException {
    return ids(store, "select device from air where value is not null and grade > 0");
  }

  private static List<UUID> ids(Store store, String sql, Object... values) throws SQLException {
    return store.all(row -> UUID.fromString(row.getString(1)), sql, values);
  }

  boolean isFan(Store store, UUID device) throws SQLException {
    return store.number(
            "select count(*) from air where device = ? and value = ?", device.toString(), RUNS)
        > 0;
  }

  Grade grade(Store store, UUID coop) throws SQLException {
    var grade = store.number("select max(grade) from air where coop = ?", coop.toString());
    return Grade.values()[(int) grade];
  }

  void grade(Store store, UUID coop, Grade grade) throws SQLException {
    store.run("update air set grade = ? where coop = ?", grade.ordinal(), coop.toString());
  }

  /** What heat wants of a device; until the air is comfortable a fan's rest is to run. */
  Optional<Claim> claim(Store store, UUID device) throws SQLException {
    return store.first(
        row -> claim(row.getInt(1), Grade.values()[row.getInt(2)]),
        "select value, grade from air where device = ? and value is not null"
            + " and (grade = 2 or grade = 1 and value > 0)",
        device.toString());
  }

  private static Claim claim(int value, Grade grade) {
    var rank = grade == Grade.DEADLY ? Rank.LIFE : Rank.REST;
    return new Claim(rank, value, null, 0, null, null);
  }

  /** What each of these thermometers is set to. */
  List<Map<String, Double>> settings(Store store, List<UUID> sensors) throws SQLException {
    var all = new ArrayList<Map<String, Double>>();
    for (var sensor : sensors) {
      all.add(
          store
              .first(
                  row -> ConfigMessage.read(row.getBytes(1)).values(),
                  "select payload from config where device = ?",
                  sensor.toString())
              .orElse(Map.of()));
    }
    return all;
  }
}
