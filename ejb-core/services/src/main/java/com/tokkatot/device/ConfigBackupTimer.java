package com.tokkatot.device;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Looks each minute which configurations have no backup yet. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConfigBackupTimer {

  @EJB ConfigBackups backups;

  @Schedule(hour = "*", minute = "*", second = "25", persistent = false)
  void backUp() {
    Upkeep.attempt(
        "backing up configurations",
        () -> {
          while (backups.backUp()) {
            // The next few.
          }
        });
  }
}
