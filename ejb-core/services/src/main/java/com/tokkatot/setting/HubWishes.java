package com.tokkatot.setting;

import com.tokkatot.shared.Sql;
import com.tokkatot.wire.SnapshotSettings;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What of all settings a farm's hub must know. */
public final class HubWishes {

  /** A change of these reaches the hubs. */
  static final Set<Key> KEYS = EnumSet.of(Key.UPLOAD_MINUTES, Key.LIVE_READINGS);

  private HubWishes() {}

  /** As it is now: a hub that was told of a change does not ask again. */
  public static SnapshotSettings of(Sql sql, UUID farmId) {
    var farm = new SettingRows(sql, Scope.FARM, farmId).now().chosen();
    var features = new SettingRows(sql, Scope.FEATURES, Scope.OURS).now().chosen();
    var live = (Reach) features.get(Key.LIVE_READINGS);
    return new SnapshotSettings(
        Math.toIntExact((Long) farm.get(Key.UPLOAD_MINUTES)),
        live.has(Key.LIVE_READINGS.word(), farmId));
  }
}
