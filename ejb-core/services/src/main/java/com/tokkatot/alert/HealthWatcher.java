package com.tokkatot.alert;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Looks now and then how boards, sensors and machines are; what was raised by another node of the
 * cluster is there already. Each look is a transaction of its own.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HealthWatcher {

  @EJB BoardAlerts boards;
  @EJB SensorAlerts sensors;
  @EJB ServiceAlerts services;

  @Schedule(hour = "*", minute = "*", second = "15", persistent = false)
  void watchBoards() {
    Upkeep.attempt("looking at boards", boards::look);
  }

  @Schedule(hour = "*", minute = "*/5", second = "40", persistent = false)
  void watchSensors() {
    atEachFarm("looking for silent sensors", sensors::lookForSilent);
  }

  @Schedule(hour = "*", minute = "13", persistent = false)
  void watchReadings() {
    atEachFarm("looking for sensors that read oddly", sensors::lookForOdd);
  }

  @Schedule(hour = "*", minute = "23", persistent = false)
  void watchMachines() {
    Upkeep.attempt("looking for machines whose service is due", services::look);
  }

  private void atEachFarm(String what, Consumer<UUID> look) {
    Upkeep.attempt(
        what, () -> sensors.farms().forEach(farm -> Upkeep.attempt(what, () -> look.accept(farm))));
  }
}
