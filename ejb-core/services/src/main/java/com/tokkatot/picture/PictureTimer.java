package com.tokkatot.picture;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Takes away, each quarter of an hour, what was left behind. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PictureTimer {

  @EJB Pictures pictures;

  @Schedule(hour = "*", minute = "6/15", persistent = false)
  void clearAway() {
    Upkeep.attempt(
        "taking away old pictures",
        () -> {
          while (pictures.clearAway()) {
            // The next few.
          }
        });
  }
}
