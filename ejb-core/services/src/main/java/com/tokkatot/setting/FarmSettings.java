package com.tokkatot.setting;

import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Access;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotAllowed;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a farm has set. Permissions to come in have been checked at the door. */
@Stateless
public class FarmSettings {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Access access;
  @Inject SystemValues system;
  @Inject Event<FarmSettingsChanged> changed;

  /** What is set, and what this member may set. */
  public SettingsView of(Member member) {
    return SettingsView.of(
        rows(member.farmId()).now(), Scope.FARM, key -> member.may(key.permission()));
  }

  /** A whole number of a farm. */
  public long whole(UUID farmId, Key key) {
    return (Long) rows(farmId).now().chosen().get(key);
  }

  /** Which features the member's farm has, by name. */
  public Map<String, Boolean> features(Member member) {
    var features = new TreeMap<String, Boolean>();
    Key.of(Scope.FEATURES)
        .forEach(key -> features.put(key.word(), system.has(key, member.farmId())));
    return features;
  }

  /**
   * Sets some; what is not mentioned stays. What is so already makes no version.
   *
   * @param wish {@code version} that was seen, {@code reason} or not, and settings by name
   * @throws Invalid naming the setting that is unknown or out of its bounds
   * @throws NotAllowed if one is not the member's to set ({@code FORBIDDEN})
   * @throws Conflict if somebody else was faster ({@code VERSION_CONFLICT})
   */
  public SettingsView change(Member member, JsonObject wish, Origin origin) {
    return change(member, SettingChange.read(Scope.FARM, wish), origin);
  }

  /** As above, for what has been read already. */
  public SettingsView change(Member member, SettingChange change, Origin origin) {
    var rows = rows(member.farmId());
    var now = rows.locked();
    var next = now.chosen().with(change.values());
    require(member, List.copyOf(change.values().keySet()), origin);
    if (!next.equals(now.chosen())) {
      rows.check(now, change.version());
      var deed = new SettingRows.Deed(member.accountId(), change.reason(), null, origin);
      put(member, rows, now, next, deed);
    }
    return of(member);
  }

  /** Who changed what when, the newest first. */
  public SettingVersions versions(Member member, int limit, int offset) {
    return rows(member.farmId()).versions(limit, offset);
  }

  /**
   * Goes back to what an earlier version said; that makes a new one. The kind of farm stays: alert
   * rules go with it.
   *
   * @param reason in people's words, or null
   * @throws NotFound if there is no such version ({@code VERSION_NOT_FOUND})
   * @throws NotAllowed if what differs is not the member's to set ({@code FORBIDDEN})
   */
  public SettingsView rollBack(Member member, long version, String reason, Origin origin) {
    var rows = rows(member.farmId());
    var now = rows.locked();
    var next = rows.said(version).with(kind(now.chosen()));
    require(member, next.differencesTo(now.chosen()), origin);
    if (!next.equals(now.chosen())) {
      var deed = new SettingRows.Deed(member.accountId(), reason, version, origin);
      put(member, rows, now, next, deed);
    }
    return of(member);
  }

  private static Map<Key, Object> kind(Chosen now) {
    var kind = new EnumMap<Key, Object>(Key.class);
    kind.put(Key.PROFILE, now.get(Key.PROFILE));
    return kind;
  }

  private void put(
      Member member, SettingRows rows, SettingRow now, Chosen next, SettingRows.Deed deed) {
    rows.put(now, next, deed, audit, time);
    if (next.differencesTo(now.chosen()).stream().anyMatch(HubWishes.KEYS::contains)) {
      changed.fire(new FarmSettingsChanged(member.farmId()));
    }
  }

  private void require(Member member, List<Key> keys, Origin origin) {
    keys.forEach(key -> access.require(member, key.permission(), origin));
  }

  private SettingRows rows(UUID farmId) {
    return new SettingRows(sql, Scope.FARM, farmId);
  }
}
