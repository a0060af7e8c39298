package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** The way in to farms. */
@Stateless
public class Farms {

  @Inject Sql sql;

  /**
   * The caller as a member of this farm.
   *
   * @throws NotFound if there is no such farm or the caller is not in it ({@code FARM_NOT_FOUND}):
   *     which of the two is not told
   */
  public Member member(Caller caller, UUID farmId) {
    return sql
        .query(
            "select role from farm_member join farm on farm.id = farm_member.farm_id"
                + " and farm.is_active where farm_id = ? and account_id = ?",
            row -> new Member(farmId, caller.accountId(), Sql.word(row, "role", Role.class)),
            farmId,
            caller.accountId())
        .stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("FARM_NOT_FOUND", "no such farm"));
  }

  /** The farms the caller belongs to, by name. */
  public List<FarmView> of(Caller caller) {
    return sql.query(
        """
        select farm.id, farm.name, farm_member.role, farm.timezone,
               coalesce(hub.is_online, false) as is_online,
               count(device.id) as device_count,
               count(device.id) filter (where hub.is_online and node.is_online) as online_devices
        from farm_member
        join farm on farm.id = farm_member.farm_id and farm.is_active
        left join hub on hub.farm_id = farm.id
        left join device on device.farm_id = farm.id
        left join node on node.id = device.node_id
        where farm_member.account_id = ?
        group by farm.id, farm_member.role, hub.is_online
        order by farm.name, farm.id
        """,
        row ->
            new FarmView(
                Sql.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("timezone"),
                row.getBoolean("is_online"),
                row.getLong("device_count"),
                row.getLong("online_devices")),
        caller.accountId());
  }
}
