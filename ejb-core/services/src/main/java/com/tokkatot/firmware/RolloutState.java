package com.tokkatot.firmware;

/** Where a rollout stands. */
public enum RolloutState {
  /** Offers go out, wave after wave. */
  RUNNING,
  /** No new offers; what is under way goes on. By a person, or because too much has failed. */
  PAUSED,
  /** Every node has its end. */
  FINISHED,
  /** Nobody is offered it any more; what is under way goes on. */
  CANCELLED;

  /** Whether it can be changed no more. */
  boolean over() {
    return this == FINISHED || this == CANCELLED;
  }
}
