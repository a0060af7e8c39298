package com.tokkatot.setting;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * System configuration ({@link Scope#SYSTEM}) and feature flags ({@link Scope#FEATURES}), for
 * staff. Permissions have been checked at the door. Each method's scope is one of these two.
 */
@Stateless
public class SystemSettings {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Event<FarmSettingsChanged> changed;

  /** What is set, and what can be. */
  public SettingsView of(Scope scope) {
    return SettingsView.of(rows(scope).now(), scope, key -> true);
  }

  /**
   * Sets some; what is not mentioned stays. It holds on every node after {@link SystemValues#KEPT}.
   *
   * @param wish {@code version} that was seen, {@code reason} or not, and settings by name
   * @throws Invalid naming the setting that is unknown or out of its bounds, or a farm that is not
   * @throws Conflict if somebody else was faster ({@code VERSION_CONFLICT})
   */
  public SettingsView change(Caller caller, Scope scope, JsonObject wish, Origin origin) {
    var change = SettingChange.read(scope, wish);
    change.values().forEach(this::checkFarms);
    var rows = rows(scope);
    var now = rows.locked();
    var next = now.chosen().with(change.values());
    if (!next.equals(now.chosen())) {
      rows.check(now, change.version());
      var deed = new SettingRows.Deed(caller.accountId(), change.reason(), null, origin);
      put(rows, now, next, deed);
    }
    return of(scope);
  }

  /** Who changed what when, the newest first. */
  public SettingVersions versions(Scope scope, int limit, int offset) {
    return rows(scope).versions(limit, offset);
  }

  /**
   * Goes back to what an earlier version said; that makes a new one.
   *
   * @param reason in people's words, or null
   * @throws NotFound if there is no such version ({@code VERSION_NOT_FOUND})
   */
  public SettingsView rollBack(
      Caller caller, Scope scope, long version, String reason, Origin origin) {
    var rows = rows(scope);
    var now = rows.locked();
    var next = rows.said(version);
    if (!next.equals(now.chosen())) {
      put(rows, now, next, new SettingRows.Deed(caller.accountId(), reason, version, origin));
    }
    return of(scope);
  }

  private void checkFarms(Key key, Object value) {
    if (value instanceof Reach reach) {
      checkFarms(key.word() + ".on_farms", reach.onFarms());
      checkFarms(key.word() + ".off_farms", reach.offFarms());
    }
  }

  private void checkFarms(String field, List<UUID> farms) {
    var there =
        sql.query("select id from farm where id = any (?)", row -> Sql.uuid(row, "id"), farms);
    if (there.size() < farms.size()) {
      var unknown = farms.stream().filter(farm -> !there.contains(farm)).findFirst().orElseThrow();
      throw new Invalid(field, "names " + unknown + ", which is no farm");
    }
  }

  private void put(SettingRows rows, SettingRow now, Chosen next, SettingRows.Deed deed) {
    rows.put(now, next, deed, audit, time);
    for (var key : next.differencesTo(now.chosen())) {
      if (HubWishes.KEYS.contains(key)) {
        tellHubs(key, (Reach) now.chosen().get(key), (Reach) next.get(key));
      }
    }
  }

  /** Only hubs of farms for which it is something else now. */
  private void tellHubs(Key key, Reach before, Reach after) {
    sql
        .query(
            "select farm_id from hub join farm on farm.id = farm_id and farm.is_active"
                + " order by farm_id",
            row -> Sql.uuid(row, "farm_id"))
        .stream()
        .filter(farm -> before.has(key.word(), farm) != after.has(key.word(), farm))
        .forEach(farm -> changed.fire(new FarmSettingsChanged(farm)));
  }

  private SettingRows rows(Scope scope) {
    return new SettingRows(sql, scope, Scope.OURS);
  }
}
