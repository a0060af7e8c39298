package com.tokkatot.edge.snapshot;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.SnapshotSettings;
import java.sql.SQLException;

/** What is set for the farm, kept for the next start: the cloud may be away then. */
final class StoredSettings {

  private static final String UPLOAD_MINUTES = "upload_minutes";
  private static final String LIVE_READINGS = "live_readings";

  private StoredSettings() {}

  static void keep(Store store, SnapshotSettings settings) throws SQLException {
    keep(store, UPLOAD_MINUTES, settings.uploadMinutes());
    keep(store, LIVE_READINGS, settings.liveReadings() ? 1 : 0);
  }

  /** As usual before the first snapshot. */
  static SnapshotSettings load(Store store) throws SQLException {
    var usual = SnapshotSettings.USUAL;
    return new SnapshotSettings(
        (int) kept(store, UPLOAD_MINUTES, usual.uploadMinutes()),
        kept(store, LIVE_READINGS, usual.liveReadings() ? 1 : 0) == 1);
  }

  private static void keep(Store store, String name, long value) throws SQLException {
    store.run(
        "insert into meta (name, value) values (?, ?)"
            + " on conflict (name) do update set value = excluded.value",
        name,
        value);
  }

  private static long kept(Store store, String name, long usual) throws SQLException {
    return store
        .first(row -> row.getLong(1), "select value from meta where name = ?", name)
        .orElse(usual);
  }
}
