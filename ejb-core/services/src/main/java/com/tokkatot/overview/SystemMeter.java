package com.tokkatot.overview;

import com.tokkatot.reading.SystemMetric;
import com.tokkatot.reading.TimeSeries;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Measures how the system does: each node itself, and all together as the database knows it. What
 * is of all is the same on each node, and kept once. Source: requirements.md 3.14.
 */
@Stateless
public class SystemMeter {

  /** Of all nodes together. */
  static final String ALL = "cloud";

  private static final Period KEPT = Period.ofDays(30);
  private static final double MB = 1 << 20;

  private static final String COUNTS =
      """
      select 'commands_open' as metric, '' as percentile, count(*)::float8 as value
        from command where state in ('queued', 'sent', 'executing')
      union all select 'alerts_open', '', count(*) from alert where resolved_at is null
      union all select 'hubs_online', '', count(*) from hub where is_online
      union all select 'nodes_online', '', count(*) from node where is_online and removed_at is null
      """;

  private static final String COMMANDS =
      """
      with ended as (select extract(epoch from completed_at - issued_at) * 1000 as ms from command
        where issued_at >= ? and completed_at >= ? and completed_at < ? and state = 'completed')
      select 'commands_completed' as metric, '' as percentile, count(*)::float8 as value from ended
      union all select 'command_ms', 'p' || share,
          percentile_cont(share / 100.0) within group (order by ms)
        from ended, unnest(array[50, 95, 99]) share group by share
      """;

  @Inject Sql sql;
  @Inject TimeSeries series;
  @Inject InstantSource time;

  @Inject
  @ConfigProperty(name = "tokkatot.node.name", defaultValue = "node")
  String node;

  /** Measures the minute that is over. */
  public void measure() {
    var minute = time.instant().truncatedTo(ChronoUnit.MINUTES);
    var metrics = new ArrayList<SystemMetric>();
    var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    metrics.add(new SystemMetric("heap_used_mb", node, "", minute, memory.getUsed() / MB));
    metrics.add(
        new SystemMetric(
            "threads", node, "", minute, ManagementFactory.getThreadMXBean().getThreadCount()));
    if (load >= 0) {
      metrics.add(new SystemMetric("load", node, "", minute, load));
    }
    metrics.addAll(ofAll(minute));
    series.appendMetrics(metrics);
  }

  private List<SystemMetric> ofAll(Instant minute) {
    var begin = minute.minus(1, ChronoUnit.MINUTES);
    var metrics = new ArrayList<SystemMetric>();
    metrics.addAll(sql.query(COUNTS, row -> read(row, minute)));
    metrics.addAll(
        sql.query(
            COMMANDS,
            row -> read(row, minute),
            // Commands live for minutes; the index goes by when they were issued.
            begin.minus(1, ChronoUnit.HOURS),
            begin,
            minute));
    return metrics;
  }

  private static SystemMetric read(ResultSet row, Instant minute) throws SQLException {
    return new SystemMetric(
        row.getString("metric"), ALL, row.getString("percentile"), minute, row.getDouble("value"));
  }

  /** Throws away what is older than a month. */
  public void forget() {
    series.forgetMetrics(time.instant().atOffset(ZoneOffset.UTC).minus(KEPT).toInstant());
  }
}
