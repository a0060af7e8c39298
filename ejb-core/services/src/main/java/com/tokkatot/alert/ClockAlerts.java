package com.tokkatot.alert;

import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Alerts of hubs whose clock is not to be believed, so that schedules wait. The hub says so again
 * and again. In the caller's transaction. Source: schedules.md, "Time".
 */
@Stateless
public class ClockAlerts {

  @Inject Sql sql;
  @Inject InstantSource time;
  @Inject AlertNews news;

  /** Raises one, unless it is there; or ends the one that is there. */
  public void heard(UUID farmId, boolean isUnknown) {
    var alerts = new FarmAlerts(sql, time);
    news.tell(
        isUnknown
            ? alerts.raise(farmId, AlertType.CLOCK_UNKNOWN, "alert.clockUnknown")
            : alerts.end(farmId, AlertType.CLOCK_UNKNOWN));
  }
}
