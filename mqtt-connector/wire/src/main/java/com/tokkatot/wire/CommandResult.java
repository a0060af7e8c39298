package com.tokkatot.wire;

/** How a command ended at the device. */
public enum CommandResult {
  COMPLETED,
  FAILED,
  /** Refused without moving anything; {@code error} says why. */
  REJECTED,
  /** The node was reset in the act: it may have run, a person should look. */
  UNSURE
}
