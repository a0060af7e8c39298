package com.tokkatot.command;

/** The life of a command in the cloud. Source: decisions.md D18, wire.md "command". */
public enum CommandState {
  QUEUED,
  SENT,
  EXECUTING,
  COMPLETED,
  FAILED,
  TIMEOUT,
  CANCELLED,
  EXPIRED;

  /** Whether this state may follow; everything that changes a command asks here. */
  public boolean canBecome(CommandState next) {
    return switch (this) {
      // Straight to the end: the answer may overtake the note that it was sent.
      case QUEUED -> next != QUEUED && next != TIMEOUT;
      // SENT to SENT: the sweeper sends again when no hub has answered.
      case SENT -> next == SENT || next == EXECUTING || (next.isFinal() && next != CANCELLED);
      case EXECUTING -> next == COMPLETED || next == FAILED || next == TIMEOUT;
      // The device ran it but could not tell us in time. It is right; we were guessing.
      case TIMEOUT, EXPIRED -> next == COMPLETED || next == FAILED;
      case COMPLETED, FAILED, CANCELLED -> false;
    };
  }

  /** Whether nobody is expected to work on it any more. */
  public boolean isFinal() {
    return this != QUEUED && this != SENT && this != EXECUTING;
  }
}
