package com.tokkatot.mqtt.rar;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/**
 * Remembers how a transaction ended. This is the only truth about a commit: {@code afterDelivery}
 * returns silently after failed ones too.
 */
final class TransactionOutcome implements Synchronization {

  private volatile int status = Status.STATUS_UNKNOWN;

  boolean committed() {
    return status == Status.STATUS_COMMITTED;
  }

  @Override
  public void beforeCompletion() {
    // nothing to add to the transaction
  }

  @Override
  public void afterCompletion(int how) {
    status = how;
  }
}
