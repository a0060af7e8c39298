package com.tokkatot.setting;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** How settings are read and written, in one scope of one owner and in the caller's transaction. */
final class SettingRows {

  /** Most versions of one answer. */
  static final int MAX_LIMIT = 100;

  private final Sql sql;
  private final Scope scope;
  private final UUID ownerId;

  SettingRows(Sql sql, Scope scope, UUID ownerId) {
    this.sql = sql;
    this.scope = scope;
    this.ownerId = ownerId;
  }

  /** What is set now. */
  SettingRow now() {
    return sql
        .query(
            "select setting.version, setting.chosen, changed_at, changed_by, reason from setting"
                + " left join setting_version using (scope, owner_id, version)"
                + " where scope = ? and owner_id = ?",
            row ->
                new SettingRow(
                    row.getLong("version"),
                    Chosen.read(scope, row.getString("chosen")),
                    Sql.instant(row, "changed_at"),
                    Sql.uuid(row, "changed_by"),
                    row.getString("reason")),
            scope,
            ownerId)
        .stream()
        .findFirst()
        .orElse(SettingRow.NOTHING);
  }

  /** As {@link #now}; until the transaction ends nobody else changes it. */
  SettingRow locked() {
    sql.update(
        "insert into setting (scope, owner_id, version, chosen) values (?, ?, 0, '{}')"
            + " on conflict do nothing",
        scope,
        ownerId);
    sql.query(
        "select 1 from setting where scope = ? and owner_id = ? for update",
        row -> true,
        scope,
        ownerId);
    return now();
  }

  /**
   * Refuses a change of what has changed meanwhile.
   *
   * @param seen null: whichever is there
   * @throws Conflict naming what is newer ({@code VERSION_CONFLICT})
   */
  void check(SettingRow now, Long seen) {
    if (seen == null || seen == now.version()) {
      return;
    }
    // A version that never was is as far away as any.
    var before = seen > now.version() ? Chosen.NOTHING : said(seen);
    var newer =
        SettingVersions.differences(before, now.chosen()).stream()
            .map(SettingVersions.Difference::name)
            .toList();
    throw new Conflict(
        "VERSION_CONFLICT",
        "there is version " + now.version(),
        Map.of("version", now.version(), "changed", newer));
  }

  /** What a version said. */
  Chosen said(long version) {
    if (version == 0) {
      return Chosen.NOTHING;
    }
    return sql
        .query(
            "select chosen from setting_version"
                + " where scope = ? and owner_id = ? and version = ?",
            row -> Chosen.read(scope, row.getString("chosen")),
            scope,
            ownerId,
            version)
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("VERSION_NOT_FOUND", "no such version"));
  }

  /**
   * Who makes a version, and why.
   *
   * @param rolledBackTo the version gone back to, or null
   */
  record Deed(UUID by, String reason, Long rolledBackTo, Origin origin) {}

  /** Makes the next version and writes down who did. */
  void put(SettingRow now, Chosen next, Deed deed, AuditLog audit, InstantSource time) {
    var version = now.version() + 1;
    var json = next.json().toString();
    sql.update(
        "update setting set version = ?, chosen = ?::jsonb where scope = ? and owner_id = ?",
        version,
        json,
        scope,
        ownerId);
    sql.update(
        "insert into setting_version (scope, owner_id, version, chosen, rolled_back_to, changed_by,"
            + " changed_at, reason) values (?, ?, ?, ?::jsonb, ?, ?, ?, ?)",
        scope,
        ownerId,
        version,
        json,
        deed.rolledBackTo,
        deed.by,
        time.instant(),
        deed.reason);
    var names = next.differencesTo(now.chosen()).stream().map(Key::word).toList();
    audit.note(
        scope == Scope.FARM ? ownerId : null,
        deed.by,
        deed.rolledBackTo == null ? "settings.changed" : "settings.rolled_back",
        ownerId.equals(Scope.OURS) ? null : ownerId,
        scope.name().toLowerCase(Locale.ROOT)
            + " version "
            + version
            + ": "
            + String.join(", ", names),
        deed.origin);
  }

  /** All versions, the newest first. */
  SettingVersions versions(int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var said =
        sql.query(
            "select this.*, coalesce(before.chosen, '{}') as before from setting_version this"
                + " left join setting_version before on before.scope = this.scope"
                + " and before.owner_id = this.owner_id and before.version = this.version - 1"
                + " where this.scope = ? and this.owner_id = ?"
                + " order by this.version desc limit ? offset ?",
            row ->
                new SettingVersions.VersionView(
                    row.getLong("version"),
                    Sql.uuid(row, "changed_by"),
                    Sql.instant(row, "changed_at"),
                    row.getString("reason"),
                    row.getObject("rolled_back_to", Long.class),
                    SettingVersions.differences(
                        Chosen.read(scope, row.getString("before")),
                        Chosen.read(scope, row.getString("chosen")))),
            scope,
            ownerId,
            limit,
            offset);
    return new SettingVersions(List.copyOf(said), now().version(), limit, offset);
  }
}
