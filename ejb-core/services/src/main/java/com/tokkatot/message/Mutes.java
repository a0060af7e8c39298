package com.tokkatot.message;

import com.tokkatot.account.Caller;
import com.tokkatot.alert.Alerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The way in to what the caller has muted; urgent messages are never silent. */
@Stateless
public class Mutes {

  /** For how long, in hours. Source: requirements.md 9. */
  static final Set<Long> HOURS = Set.of(1L, 4L, 24L);

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;

  /** Those that still last, the first to end first. */
  public List<MuteView> of(Caller caller) {
    return sql.query(
        "select * from message_mute where account_id = ? and until > ? order by until, id",
        MuteView::read,
        caller.accountId(),
        time.instant());
  }

  /**
   * From now on. Muting the same again begins anew.
   *
   * @param farmId null: all farms
   * @param alertType null: all types
   * @param hours 1, 4 or 24
   * @throws Invalid naming what is wrong
   * @throws NotFound if the caller is not in the farm ({@code FARM_NOT_FOUND})
   */
  public MuteView mute(Caller caller, UUID farmId, String alertType, Long hours, Origin origin) {
    if (hours == null || !HOURS.contains(hours)) {
      throw new Invalid("hours", "must be 1, 4 or 24");
    }
    if (alertType != null && !Alerts.isType(alertType)) {
      throw new Invalid("alert_type", "is no type of alert");
    }
    checkFarm(caller, farmId);
    var muted =
        sql.query(
                "insert into message_mute (id, account_id, farm_id, alert_type, until)"
                    + " values (?, ?, ?, ?, ?) on conflict (account_id, farm_id, alert_type)"
                    + " do update set until = excluded.until returning *",
                MuteView::read,
                Ids.next(time),
                caller.accountId(),
                farmId,
                alertType,
                time.instant().plus(Duration.ofHours(hours)))
            .get(0);
    note(caller, muted.farmId(), "message.muted", muted.id(), hours + " h", origin);
    return muted;
  }

  /**
   * With sound again.
   *
   * @throws NotFound if the caller has muted no such thing ({@code MUTE_NOT_FOUND})
   */
  public void end(Caller caller, UUID muteId, Origin origin) {
    var ended =
        sql.query(
            "delete from message_mute where id = ? and account_id = ? returning *",
            MuteView::read,
            muteId,
            caller.accountId());
    if (ended.isEmpty()) {
      throw new NotFound("MUTE_NOT_FOUND", "you have muted no such thing");
    }
    note(caller, ended.get(0).farmId(), "message.unmuted", muteId, "asked by member", origin);
  }

  private void checkFarm(Caller caller, UUID farmId) {
    if (farmId != null
        && sql.query(
                "select 1 from farm_member join farm on farm.id = farm_id"
                    + " where farm_id = ? and account_id = ? and deleted_at is null",
                row -> true,
                farmId,
                caller.accountId())
            .isEmpty()) {
      throw new NotFound("FARM_NOT_FOUND", "no such farm of yours");
    }
  }

  private void note(
      Caller caller, UUID farmId, String action, UUID targetId, String reason, Origin origin) {
    audit.note(farmId, caller.accountId(), action, targetId, reason, origin);
  }
}
