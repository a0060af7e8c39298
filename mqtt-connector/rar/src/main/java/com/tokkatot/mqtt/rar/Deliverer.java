package com.tokkatot.mqtt.rar;

import java.util.List;

/** Settles what a line has received. */
interface Deliverer {

  /**
   * Acknowledges each message that is settled for good.
   *
   * @param batch in the order of receipt
   * @return false if something is not settled: the caller must let the broker have it again
   */
  boolean deliver(List<Inbound> batch);
}
