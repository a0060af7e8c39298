package com.tokkatot.alert;

import com.tokkatot.farm.Member;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** Looks at a farm's alerts. Permissions have been checked at the door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Alerts {

  /** Most alerts of one answer. */
  public static final int MAX_LIMIT = 100;

  @Inject Sql sql;

  /**
   * A farm's alerts.
   *
   * @param total all there are, whatever part of them is here
   * @param activeCount those that are not resolved
   */
  public record AlertList(List<AlertView> alerts, int total, int activeCount) {}

  /**
   * The active ones first, then the newest.
   *
   * @throws Invalid if limit or offset is out of range
   */
  public AlertList of(Member member, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var counted =
        sql.query(
                "select count(*) as total, count(*) filter (where resolved_at is null) as active"
                    + " from alert where farm_id = ?",
                row -> new int[] {row.getInt("total"), row.getInt("active")},
                member.farmId())
            .get(0);
    var found =
        sql.query(
            "select alert.*, node.name as node_name from alert"
                + " left join node on node.id = alert.node_id where alert.farm_id = ?"
                + " order by alert.resolved_at is not null, alert.triggered_at desc, alert.id"
                + " limit ? offset ?",
            AlertView::read,
            member.farmId(),
            limit,
            offset);
    return new AlertList(found, counted[0], counted[1]);
  }
}
