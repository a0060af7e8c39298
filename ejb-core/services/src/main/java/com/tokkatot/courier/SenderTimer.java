package com.tokkatot.courier;

import com.tokkatot.shared.Upkeep;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Once a second: sends again what has not gone out yet, gives up what has expired. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SenderTimer {

  @EJB LetterBox box;
  @EJB Sender sender;
  @Inject InstantSource time;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void sweep() {
    Upkeep.attempt("giving up old messages", () -> box.tidy(time.instant()));
    Upkeep.attempt("looking for messages to send", sender::catchUp);
  }
}
