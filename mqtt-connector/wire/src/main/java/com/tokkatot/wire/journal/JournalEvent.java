package com.tokkatot.wire.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * One record of the stream of events: a message as it was sent, untouched.
 *
 * @param kind what the message is
 * @param at when the hub wrote it down
 * @param payload as it came from the node or the hub, at most {@link JournalLimits#MAX_EVENT_BYTES}
 */
public record JournalEvent(Kind kind, UUID deviceId, Instant at, byte[] payload) {

  /** What a message is; the number in a batch is the place in this list. */
  public enum Kind {
    /** A {@link com.tokkatot.wire.StatusMessage}. */
    STATUS,
    /** An {@link com.tokkatot.wire.ExecutionMessage}. */
    EXECUTION,
    /** An {@link com.tokkatot.wire.AlertMessage}. */
    ALERT
  }
}
