package com.tokkatot.overview;

import com.tokkatot.farm.Member;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Redis;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;

/**
 * The way in to a farm's dashboard. Redis keeps a look for half a minute, usually, so that many
 * pages cost one; without Redis each page has its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Dashboards {

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject Redis redis;
  @Inject InstantSource time;
  @Inject SystemValues system;

  /**
   * The member's farm, as JSON; at most {@link Key#DASHBOARD_CACHE_S} old, and {@code made_at} says
   * how old.
   */
  public String of(Member member) {
    var key = "farm:" + member.farmId() + ":dashboard";
    return redis.<String>ask(commands -> commands.get(key)).orElseGet(() -> made(member, key));
  }

  private String made(Member member, String key) {
    var look =
        sql.together(() -> new Dashboard(sql, series, time.instant()).of(member.farmId()))
            .toString();
    var kept = system.whole(Key.DASHBOARD_CACHE_S);
    redis.ask(commands -> commands.setex(key, kept, look));
    return look;
  }
}
