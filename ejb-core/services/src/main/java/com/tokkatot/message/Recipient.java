package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import com.tokkatot.shared.Sql;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * A member of the farm, and what he wants to be told of one type of alert.
 *
 * @param quiet in his zone, or null
 */
record Recipient(
    UUID accountId, ZoneId zone, boolean isEnabled, boolean isMuted, QuietHours quiet) {

  /** All members of the alert's farm. */
  static List<Recipient> of(Sql sql, AlertView alert, Instant now) {
    return sql.query(
        """
        select account.id, account.timezone, coalesce(wish.is_enabled, true) as is_enabled,
          wish.quiet_hours_start, wish.quiet_hours_end,
          exists (select 1 from message_mute where message_mute.account_id = account.id
            and until > ? and (farm_id is null or farm_id = farm_member.farm_id)
            and (alert_type is null or alert_type = ?)) as is_muted
        from farm_member join account on account.id = farm_member.account_id
        left join lateral (select * from alert_subscription
          where account_id = account.id and alert_type in (?, 'all')
          order by alert_type = 'all' limit 1) wish on true
        where farm_member.farm_id = ? and account.is_active
        order by account.id
        """,
        row ->
            new Recipient(
                Sql.uuid(row, "id"),
                ZoneId.of(row.getString("timezone")),
                row.getBoolean("is_enabled"),
                row.getBoolean("is_muted"),
                QuietHours.of(
                    row.getString("quiet_hours_start"), row.getString("quiet_hours_end"))),
        now,
        alert.type(),
        alert.type(),
        alert.farmId());
  }

  boolean wants(Importance importance) {
    return isEnabled || importance == Importance.URGENT;
  }

  boolean isSilent(Importance importance, Instant now) {
    return importance != Importance.URGENT
        && (isMuted || quiet != null && quiet.contain(now.atZone(zone).toLocalTime()));
  }
}
