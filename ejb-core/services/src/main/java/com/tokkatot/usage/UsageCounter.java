package com.tokkatot.usage;

import com.tokkatot.device.StatusesObserved;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;

/**
 * Counts what devices say of themselves, in the transaction that takes it. Whoever observes has
 * locked the devices, so nobody counts the same one meanwhile.
 */
@ApplicationScoped
public class UsageCounter {

  @Inject Sql sql;
  @Inject InstantSource time;

  void count(@Observes StatusesObserved observed) {
    var ids = new HashSet<UUID>();
    for (var status : observed.newer()) {
      // A sensor never says on or off: it has nothing to count.
      if (status.state() != DeviceState.UNKNOWN) {
        ids.add(status.deviceId());
      }
    }
    observed.late().forEach(status -> ids.add(status.deviceId()));
    if (ids.isEmpty()) {
      return;
    }
    var now = time.instant();
    var before = UsageRows.find(sql, ids);
    var after = new HashMap<>(before);
    for (var status : observed.newer()) {
      if (ids.contains(status.deviceId())) {
        after.compute(
            status.deviceId(),
            (id, count) -> (count == null ? UsageCount.begun(id, now) : count).after(status, now));
      }
    }
    addLate(observed, after, now);
    UsageRows.store(
        sql,
        after.values().stream()
            .filter(count -> !count.equals(before.get(count.deviceId())))
            .toList());
  }

  /** After the others: a late one lies before the newest of its device. */
  private void addLate(StatusesObserved observed, Map<UUID, UsageCount> counts, Instant now) {
    var late = new HashMap<UUID, Map<OrderKey, Integer>>();
    for (var status : observed.late()) {
      if (status.state() != DeviceState.UNKNOWN) {
        late.computeIfAbsent(status.deviceId(), id -> new HashMap<>())
            .merge(status.order(), 1, Integer::sum);
      }
    }
    late.forEach(
        (deviceId, keys) ->
            counts.compute(
                deviceId,
                (id, count) ->
                    LateUsage.with(
                        sql, count == null ? UsageCount.begun(id, now) : count, keys, now)));
  }
}
