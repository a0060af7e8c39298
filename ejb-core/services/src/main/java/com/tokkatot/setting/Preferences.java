package com.tokkatot.setting;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Memberships;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.UUID;

/**
 * How a person wants the app to be, on each of the person's devices. What language it speaks is the
 * account's; what the person is told of, {@code message.Subscriptions}.
 */
@Stateless
public class Preferences {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Memberships memberships;

  /** The caller's. */
  public SettingsView of(Caller caller) {
    return SettingsView.of(rows(caller).now(), Scope.ACCOUNT, key -> true);
  }

  /**
   * Sets some; what is not mentioned stays.
   *
   * @param wish {@code version} that was seen or not, and preferences by name; null: as usual
   * @throws Invalid naming what is unknown or no choice, or {@code home_farm} if the caller is not
   *     in that farm
   * @throws Conflict if a version was said and it is not the newest ({@code VERSION_CONFLICT})
   */
  public SettingsView change(Caller caller, JsonObject wish, Origin origin) {
    var change = SettingChange.read(Scope.ACCOUNT, wish);
    var home = (String) change.values().get(Key.HOME_FARM);
    if (home != null && memberships.find(caller, UUID.fromString(home)).isEmpty()) {
      throw new Invalid(Key.HOME_FARM.word(), "is no farm of yours");
    }
    var rows = rows(caller);
    var now = rows.locked();
    var next = now.chosen().with(change.values());
    if (!next.equals(now.chosen())) {
      rows.check(now, change.version());
      var deed = new SettingRows.Deed(caller.accountId(), change.reason(), null, origin);
      rows.put(now, next, deed, audit, time);
    }
    return of(caller);
  }

  private SettingRows rows(Caller caller) {
    return new SettingRows(sql, Scope.ACCOUNT, caller.accountId());
  }
}
