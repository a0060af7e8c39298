package com.tokkatot.setting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who changed settings when, why and to what, the newest first.
 *
 * @param total the newest version: they have no gaps
 */
public record SettingVersions(List<VersionView> versions, long total, int limit, int offset) {

  /**
   * One version.
   *
   * @param rolledBackTo the version that was gone back to, or null
   * @param reason in people's words, or null
   */
  public record VersionView(
      long version,
      UUID changedBy,
      Instant changedAt,
      String reason,
      Long rolledBackTo,
      List<Difference> changes) {}

  /**
   * What it was and what it became.
   *
   * @param before null: there was nothing, and there is no usual value; the same after
   */
  public record Difference(String name, Object before, Object after) {}

  static List<Difference> differences(Chosen before, Chosen after) {
    var differences = new ArrayList<Difference>();
    for (var key : after.differencesTo(before)) {
      differences.add(
          new Difference(
              key.word(), SettingsView.plain(before.get(key)), SettingsView.plain(after.get(key))));
    }
    return differences;
  }
}
