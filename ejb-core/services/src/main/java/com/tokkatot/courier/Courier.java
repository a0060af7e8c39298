package com.tokkatot.courier;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The way in to sending codes. */
@Stateless
public class Courier {

  private static final Duration FIRST_LOOK = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  @EJB LetterBox box;
  @Inject Event<MessageWritten> written;

  /**
   * Writes the message down in the caller's transaction; it is sent after the commit.
   *
   * @return for {@link #awaitSent}
   */
  public UUID send(CodeMessage message) {
    var id = box.add(message);
    written.fire(new MessageWritten(new Waiting(id, message.channel())));
    return id;
  }

  /**
   * Waits for the first attempt to send it; to be called after the commit. The row is asked, so it
   * does not matter which node sends.
   *
   * @return whether it has gone out; if not, further attempts follow by themselves
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean awaitSent(UUID id, Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    var pause = FIRST_LOOK;
    Optional<Boolean> outcome = box.outcome(id);
    while (outcome.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      outcome = box.outcome(id);
    }
    return outcome.orElse(false);
  }
}
