package com.tokkatot.mqtt.rar;

import java.time.Duration;

/** Waiting, so that tests need not. */
interface Pause {

  /**
   * @return false as soon as the activation is to stop: give up what you are at
   */
  boolean rest(Duration howLong);
}
