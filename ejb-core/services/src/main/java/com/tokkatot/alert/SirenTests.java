package com.tokkatot.alert;

import com.tokkatot.setting.Key;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks once a week for a test of the siren, on the day that the farm has set, from 08:00: a siren
 * that is only needed when birds die has to be heard before. It is over when a siren of the farm
 * has sounded, for whatever reason, or after two days. Source: decisions.md D11.
 */
@Stateless
public class SirenTests {

  static final Duration ASKED_FOR = Duration.ofDays(2);

  /** Not twice on one day, and again on the same day of the next week. */
  private static final Duration ONCE_IN = Duration.ofDays(6);

  private static final String DAY = Key.SIREN_TEST_DAY.sqlOf("farm.id");

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** One look at all farms. */
  public void look() {
    var alerts = new FarmAlerts(sql, time);
    var changes = new ArrayList<AlertChange>();
    over().forEach(farm -> changes.addAll(alerts.end(farm, AlertType.SIREN_TEST_DUE)));
    due()
        .forEach(
            farm ->
                changes.addAll(alerts.raise(farm, AlertType.SIREN_TEST_DUE, "alert.sirenTestDue")));
    news.tell(changes);
  }

  private List<UUID> due() {
    var now = time.instant();
    return sql.query(
        """
        select farm.id from farm
        where farm.is_active and %s = extract(isodow from ?::timestamptz at time zone timezone)
          and extract(hour from ?::timestamptz at time zone timezone) >= 8
          and exists (select 1 from device where device.farm_id = farm.id
            and device.kind = 'siren' and device.removed_at is null)
          and not exists (select 1 from alert where alert.farm_id = farm.id
            and alert.type = 'siren_test_due' and alert.triggered_at > ?)
        order by farm.id
        """
            .formatted(DAY),
        row -> Sql.uuid(row, "id"),
        now,
        now,
        now.minus(ONCE_IN));
  }

  private List<UUID> over() {
    return sql.query(
        """
        select alert.farm_id from alert
        where alert.type = 'siren_test_due' and alert.resolved_at is null
          and (alert.triggered_at <= ? or exists (select 1 from device
            join device_status status on status.device_id = device.id
            where device.farm_id = alert.farm_id and device.kind = 'siren'
              and status.state = 'on' and status.at >= alert.triggered_at))
        order by alert.farm_id
        """,
        row -> Sql.uuid(row, "farm_id"),
        time.instant().minus(ASKED_FOR));
  }
}
