package com.tokkatot.device;

import com.tokkatot.live.EventData;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Until when people's orders keep schedules from devices, as hubs say in their digests: whoever
 * looks sees "manual until 10:40". Source: schedules.md, "Who wins" 5.
 */
@ApplicationScoped
public class ManualHolds {

  private static final List<String> TYPES = List.of("uuid", "timestamptz");

  @Inject Sql sql;
  @Inject InstantSource time;
  @EJB LiveEvents live;

  /** Of a device that the digest tells of without a hold, nobody's order holds it any more. */
  void hear(@Observes DigestHeard heard) {
    var said =
        heard.digest().devices().stream()
            .map(
                device ->
                    new Object[] {device.deviceId(), heard.digest().holds().get(device.deviceId())})
            .toList();
    if (said.isEmpty()) {
      return;
    }
    var arguments = Arrays.copyOf(Sql.columns(TYPES, said), TYPES.size() + 1);
    arguments[TYPES.size()] = heard.farmId();
    live.append(
        sql.query(
            """
            with changed as (
              select device.id, said.until
              from unnest(?, ?) as said (id, until) join device on device.id = said.id
              where device.farm_id = ? and device.manual_until is distinct from said.until
              order by device.id for no key update of device)
            update device set manual_until = changed.until
            from changed where device.id = changed.id
            returning device.id, device.manual_until
            """,
            row ->
                LiveEvent.of(
                    heard.farmId(),
                    "device:hold",
                    new EventData()
                        .put("device_id", Sql.uuid(row, "id"))
                        .put("manual_until", Sql.instant(row, "manual_until"))
                        .build(),
                    time.instant()),
            arguments));
  }
}
