package com.tokkatot.command;

import static java.util.stream.Collectors.toMap;

import com.tokkatot.device.Devices;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What a whole farm was told lately. Source: requirements.md 2.6 C5. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CommandHistory {

  /** How far back one can look: 30 days. */
  public static final int MAX_HOURS = 720;

  /** Most commands of one answer. */
  public static final int MAX_LIMIT = 100;

  @PersistenceContext EntityManager entities;
  @EJB Devices devices;
  @Inject InstantSource time;

  /**
   * Commands of a farm, newest first.
   *
   * @param deviceId only this device's, or null
   * @param hours 1 to {@link #MAX_HOURS}
   * @param limit 1 to {@link #MAX_LIMIT}
   * @throws Invalid naming the parameter that is out of range
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public List<FarmCommandView> of(UUID farmId, UUID deviceId, int hours, int limit) {
    if (hours < 1 || hours > MAX_HOURS) {
      throw new Invalid("hours", "must be 1 to " + MAX_HOURS);
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Invalid("limit", "must be 1 to " + MAX_LIMIT);
    }
    var query =
        deviceId == null
            ? entities.createNamedQuery("Command.ofFarm", Command.class)
            : entities
                .createNamedQuery("Command.ofDeviceSince", Command.class)
                .setParameter("device", devices.in(farmId, deviceId).id());
    var found =
        query
            .setParameter("farm", farmId)
            .setParameter("since", time.instant().minus(Duration.ofHours(hours)))
            .setMaxResults(limit)
            .getResultList();
    var names =
        devices.namesOf(found.stream().map(Command::deviceId).distinct().toList()).stream()
            .collect(toMap(Devices.Named::id, Devices.Named::name));
    return found.stream()
        .map(command -> FarmCommandView.of(command.view(), names.get(command.deviceId())))
        .toList();
  }
}
