package com.tokkatot.courier;

/** A way out of the house for messages of one channel. */
interface Transport {

  /**
   * Hands the letter over; when it returns, the other side has taken responsibility.
   *
   * @throws Undelivered when it did not; a {@link Refused} will not do so later either
   */
  void send(Letter letter) throws Undelivered;
}
